package io.leasehold.jupiter;

import io.leasehold.CheckoutDeniedException;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/** Turns the failure of a test whose profile was denied into an aborted test, where the run wants it so. */
final class Denied {

    private static final int DEEPEST = 20;

    private Denied() {}

    /**
     * Returns what to throw on: JUnit puts what a parameter resolver throws into an exception of its own, and would call
     * an aborted test a failed one.
     */
    static Throwable outcome(Throwable failure, ExtensionContext context) {
        Optional<CheckoutDeniedException> denial = Stream.iterate(failure, at -> at != null, Throwable::getCause)
                .limit(DEEPEST)
                .filter(CheckoutDeniedException.class::isInstance)
                .map(CheckoutDeniedException.class::cast)
                .findFirst();
        return denial.isPresent() && SuiteStore.suite(context).abortsWhenDenied()
                ? new TestAbortedException(denial.get().getMessage(), denial.get())
                : failure;
    }
}
