package io.leasehold.jupiter;

import io.leasehold.LeaseLostException;
import io.leasehold.page.ProfileHold;
import java.util.List;
import java.util.Optional;
import org.opentest4j.TestAbortedException;

/** What is added to a test's own failure. */
final class Failures {

    private Failures() {}

    /** Tells a failure from an assumption that did not hold. */
    static boolean isFailure(Throwable thrown) {
        return !(thrown instanceof TestAbortedException);
    }

    /** Adds who ended the context, or when the login ended, if either did not last as long as the test. */
    static void explain(Throwable failure, List<ScopedHold> holds) {
        for (ScopedHold scoped : holds) {
            ProfileHold hold = scoped.hold();
            hold.explanation()
                    .or(() -> isFailure(failure) ? hold.sessionExplanation() : Optional.empty())
                    .filter(text -> !text.equals(failure.getMessage()))
                    .ifPresent(text -> failure.addSuppressed(new LeaseLostException(text, null)));
        }
    }
}
