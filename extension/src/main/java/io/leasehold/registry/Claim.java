package io.leasehold.registry;

import org.apiguardian.api.API;

/**
 * The right to inspect a stale profile: while it lasts nobody else inspects, and the holder cannot resume.
 *
 * @param id unique
 * @param lease the lease as it was when the inspection began
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public record Claim(String id, LeaseRecord lease) {}
