package io.leasehold.jupiter;

import io.leasehold.LeaseLostException;
import java.util.List;
import org.opentest4j.TestAbortedException;

/** What is added to a test's own failure. */
final class Failures {

    private Failures() {}

    /** Tells a failure from an assumption that did not hold. */
    static boolean isFailure(Throwable thrown) {
        return !(thrown instanceof TestAbortedException);
    }

    /** Adds who ended the context, when the test's context did not last as long as the test. */
    static void explain(Throwable failure, List<ScopedHold> holds) {
        for (ScopedHold scoped : holds) {
            scoped.hold()
                    .explanation()
                    .filter(text -> !text.equals(failure.getMessage()))
                    .ifPresent(text -> failure.addSuppressed(new LeaseLostException(text, null)));
        }
    }
}
