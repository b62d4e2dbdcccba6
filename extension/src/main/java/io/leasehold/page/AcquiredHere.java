package io.leasehold.page;

/** Is never thrown: its stack trace says where a lease was acquired. */
final class AcquiredHere extends Exception {

    private static final long serialVersionUID = 1L;

    AcquiredHere(LeaseScope scope) {
        super("acquired for " + scope + " on thread '" + Thread.currentThread().getName() + "'");
    }
}
