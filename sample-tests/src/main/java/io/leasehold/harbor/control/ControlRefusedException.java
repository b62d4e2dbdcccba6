package io.leasehold.harbor.control;

/** The control was asked for something that makes no sense. */
public final class ControlRefusedException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    ControlRefusedException(String message) {
        super(message);
    }
}
