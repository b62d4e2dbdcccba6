package io.leasehold.jupiter;

import io.leasehold.page.LeaseCounts;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Notes how many leases are active when the class that it is registered at begins, so between two classes. */
final class CountsExtension implements BeforeAllCallback {

    private static final Map<String, Integer> ACTIVE = new ConcurrentHashMap<>();

    @Override
    public void beforeAll(ExtensionContext context) {
        LeaseCounts counts = SuiteStore.suite(context).leases().counts();
        ACTIVE.put(context.getRequiredTestClass().getSimpleName(), counts.active());
    }

    static int activeBefore(Class<?> testClass) {
        Integer noted = ACTIVE.get(testClass.getSimpleName());
        if (noted == null) {
            throw new AssertionError(testClass.getSimpleName() + " did not run.");
        }
        return noted;
    }
}
