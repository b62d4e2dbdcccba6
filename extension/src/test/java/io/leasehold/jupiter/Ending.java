package io.leasehold.jupiter;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.engine.TestExecutionResult.Status;

/** How the use of a page ends. */
enum Ending {
    PASSES(Status.SUCCESSFUL),
    FAILS(Status.FAILED),
    ABORTS(Status.ABORTED),
    THROWS_ERROR(Status.FAILED),
    INTERRUPTED(Status.FAILED),
    TIMES_OUT(Status.FAILED),
    TIMES_OUT_IN_CALL(Status.FAILED);

    static final List<Ending> ALL = List.of(values());

    private final Status status;

    Ending(Status status) {
        this.status = status;
    }

    Status status() {
        return status;
    }

    /** Tells whether only a timeout of JUnit ends it. */
    boolean neverEnds() {
        return this == TIMES_OUT || this == TIMES_OUT_IN_CALL;
    }

    static void work(Page page) {
        page.navigate("/");
        assertThat(page.locator("#account")).hasText("admin");
    }

    /** Uses the page and ends so. */
    void happen(Page page) throws InterruptedException {
        if (!neverEnds()) {
            work(page);
        }
        switch (this) {
            case PASSES -> {}
            case FAILS -> throw new AssertionError("the test's own failure");
            case ABORTS -> Assumptions.abort("the test's own reason");
            case THROWS_ERROR -> throw new NoClassDefFoundError("the test's own error");
            case INTERRUPTED -> {
                Thread.currentThread().interrupt();
                page.locator("#never").click();
            }
            case TIMES_OUT -> new CountDownLatch(1).await();
            case TIMES_OUT_IN_CALL -> page.locator("#never").click();
        }
    }

    /**
     * Invokes a template once for each ending, and resolves a parameter of this type in it and around it. A method with
     * {@link Timeout} is invoked for what never ends, another for the rest; {@link Everywhere} is for all.
     */
    static class Provider implements TestTemplateInvocationContextProvider, ParameterResolver {

        @Override
        public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext rootContext) {
            return ExtensionContextScope.TEST_METHOD;
        }

        @Override
        public boolean supportsTestTemplate(ExtensionContext context) {
            return true;
        }

        @Override
        public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
            boolean timeout = context.getRequiredTestMethod().isAnnotationPresent(Timeout.class);
            return ALL.stream().filter(ending -> suits(ending, timeout)).map(Invocation::new);
        }

        boolean suits(Ending ending, boolean timeout) {
            return ending.neverEnds() == timeout;
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Ending.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return valueOf(context.getDisplayName());
        }
    }

    /** For templates whose ending is brought about around the test. */
    static final class Everywhere extends Provider {
        @Override
        boolean suits(Ending ending, boolean timeout) {
            return true;
        }
    }

    /** For constructors, which have no timeout. */
    static final class ByItself extends Provider {
        @Override
        boolean suits(Ending ending, boolean timeout) {
            return !ending.neverEnds();
        }
    }

    private record Invocation(Ending ending) implements TestTemplateInvocationContext {
        @Override
        public String getDisplayName(int index) {
            return ending.name();
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of();
        }
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
