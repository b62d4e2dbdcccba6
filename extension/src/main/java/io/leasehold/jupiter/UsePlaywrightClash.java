package io.leasehold.jupiter;

import java.lang.annotation.Annotation;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds Playwright's own JUnit annotation on a test class, on a class around it or above it, or on an annotation there.
 * By name: this package does not import Playwright.
 */
final class UsePlaywrightClash {

    private static final String NAME = "com.microsoft.playwright.junit.UsePlaywright";

    private UsePlaywrightClash() {}

    static boolean isOn(Class<?> testClass) {
        for (Class<?> around = testClass; around != null; around = around.getEnclosingClass()) {
            if (isOnHierarchy(around)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOnHierarchy(Class<?> type) {
        for (@Nullable Class<?> above = type; above != null; above = above.getSuperclass()) {
            if (isAmong(above.getDeclaredAnnotations(), new HashSet<>())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAmong(Annotation[] annotations, Set<Class<?>> seen) {
        for (Annotation annotation : annotations) {
            Class<? extends Annotation> type = annotation.annotationType();
            if (type.getName().equals(NAME) || (seen.add(type) && isAmong(type.getDeclaredAnnotations(), seen))) {
                return true;
            }
        }
        return false;
    }
}
