package io.leasehold.jupiter;

import io.leasehold.page.LeaseCounts;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Keeps the counts of the run that a class ran in, for whoever asks after the run. Thread-safe. */
public final class RunCounts implements BeforeAllCallback {

    private static final Map<Class<?>, LeaseCounts> COUNTS = new ConcurrentHashMap<>();

    @Override
    public void beforeAll(ExtensionContext context) {
        COUNTS.put(
                context.getRequiredTestClass(),
                SuiteStore.suite(context).leases().counts());
    }

    /** Returns the counts of the last run of a class that this extension is registered at. */
    public static LeaseCounts of(Class<?> testClass) {
        LeaseCounts counts = COUNTS.get(testClass);
        if (counts == null) {
            throw new AssertionError(testClass.getSimpleName() + " did not run.");
        }
        return counts;
    }
}
