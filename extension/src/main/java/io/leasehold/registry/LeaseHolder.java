package io.leasehold.registry;

import org.apiguardian.api.API;

/**
 * Who holds leases: one JVM from its start to its end. A process number alone would name another process after a
 * restart, and a host name alone another container.
 *
 * @param id unique for each start of a registry in a JVM
 * @param host the machine's name
 * @param process the JVM's process
 * @param runId the test run
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public record LeaseHolder(String id, String host, ProcessMark process, String runId) {}
