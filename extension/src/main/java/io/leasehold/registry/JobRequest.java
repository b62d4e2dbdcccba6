package io.leasehold.registry;

import java.time.Duration;
import org.apiguardian.api.API;

/**
 * A wish for the mutex of a provider job.
 *
 * @param mutex what nobody else does meanwhile
 * @param id unique for each job; asking again with the same one renews it
 * @param lease the lease under which the job is done
 * @param keep how long it is the holder's without being asked for again
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public record JobRequest(String mutex, String id, LeaseKey lease, LeaseHolder holder, Duration keep) {}
