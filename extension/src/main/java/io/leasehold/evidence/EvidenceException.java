package io.leasehold.evidence;

import io.leasehold.LeaseholdException;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Thrown when the folder for a run's evidence cannot be made.
 *
 * @since 0.1.0
 */
@API(status = Status.EXPERIMENTAL, since = "0.1.0")
public final class EvidenceException extends LeaseholdException {

    private static final long serialVersionUID = 1L;

    EvidenceException(String message, Throwable cause) {
        super(message, cause);
    }
}
