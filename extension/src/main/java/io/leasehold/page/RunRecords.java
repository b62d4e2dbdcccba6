package io.leasehold.page;

import io.leasehold.timeline.Timeline;
import java.time.Clock;
import org.apiguardian.api.API;

/**
 * What a run writes down about its leases. Thread-safe.
 *
 * @param evidence what failed tests leave
 * @param timeline what happened when
 * @param counts how many there were
 * @param clock tells when
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public record RunRecords(TabEvidence evidence, Timeline timeline, LeaseCounts counts, Clock clock) {}
