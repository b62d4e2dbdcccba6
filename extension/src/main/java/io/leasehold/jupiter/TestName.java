package io.leasehold.jupiter;

import java.lang.reflect.Method;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What messages and folders call a test: its method with its invocation, or the class. */
final class TestName {

    private TestName() {}

    static String of(ExtensionContext context) {
        // A dynamic test has no method of its own; its factory is above it.
        for (Optional<ExtensionContext> at = Optional.of(context);
                at.isPresent();
                at = at.get().getParent()) {
            Optional<Method> method = at.get().getTestMethod();
            if (method.isPresent()) {
                return method.get().getName() + invocation(method.get().getName(), context.getDisplayName());
            }
        }
        return "class";
    }

    private static String invocation(String method, String display) {
        boolean plain = display.startsWith(method + "(");
        return plain ? "" : " " + display;
    }
}
