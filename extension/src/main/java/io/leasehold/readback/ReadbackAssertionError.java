package io.leasehold.readback;

import org.apiguardian.api.API;

/**
 * Tells that a change is not, or not surely, what the server shows; {@link #failure()} has the parts of the message.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class ReadbackAssertionError extends AssertionError {

    private static final long serialVersionUID = 1L;

    private final transient ReadbackFailure failure;

    ReadbackAssertionError(String description, ReadbackFailure failure) {
        super((description.isEmpty() ? "" : "[" + description + "] ") + failure.message());
        this.failure = failure;
    }

    /** Returns the parts of the message. */
    public ReadbackFailure failure() {
        return failure;
    }
}
