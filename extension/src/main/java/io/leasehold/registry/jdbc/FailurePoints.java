package io.leasehold.registry.jdbc;

/** Where a run of the code can be made to fail, for those who prove that it may: in use nothing happens there. */
@FunctionalInterface
interface FailurePoints {

    /** Nothing happens. */
    FailurePoints NONE = point -> {};

    /** Tells that a point was reached. */
    void reached(String point);
}
