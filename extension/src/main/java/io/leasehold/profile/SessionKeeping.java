package io.leasehold.profile;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Whether a profile's browser session outlives the test run.
 *
 * @since 0.1.0
 */
@API(status = Status.INTERNAL, since = "0.1.0")
public enum SessionKeeping {
    /** Made for the run and removed after it. */
    FRESH,
    /** Kept on disk for the next run. */
    KEPT
}
