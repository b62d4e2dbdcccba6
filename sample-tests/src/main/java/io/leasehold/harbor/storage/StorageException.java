package io.leasehold.harbor.storage;

/** The database did not do what it was asked to. */
public final class StorageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StorageException(String message, Throwable cause) {
        super(message, cause);
    }
}
