package io.leasehold.jupiter;

import io.leasehold.LeasedPage;
import io.leasehold.page.LeasedTab;
import io.leasehold.page.ProfileHold;
import io.leasehold.profile.Profile;
import io.leasehold.suite.Suite;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Resolves {@link LeasedPage} parameters. Registered by the annotation itself; see there for what it promises.
 *
 * <p>Keeps no state of its own: leases are in the store of their scope, the suite is in the launcher session's.
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class LeasedPageExtension
        implements ParameterResolver,
                BeforeEachCallback,
                AfterTestExecutionCallback,
                TestExecutionExceptionHandler,
                LifecycleMethodExecutionExceptionHandler,
                InvocationInterceptor,
                AfterEachCallback {

    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext rootContext) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        if (!parameter.isAnnotated(LeasedPage.class)) {
            return false;
        }
        context.getTestClass().filter(UsePlaywrightClash::isOn).ifPresent(LeasedPageExtension::refuseUsePlaywright);
        return true;
    }

    private static void refuseUsePlaywright(Class<?> type) {
        throw new ParameterResolutionException("Class " + type.getSimpleName()
                + " has @UsePlaywright, and a parameter has @LeasedPage: both would give the page. Keep @LeasedPage for"
                + " a tab of the shared, logged-in context and remove @UsePlaywright from the class; or remove"
                + " @LeasedPage for a browser context of the test's own.");
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        LeaseRequest request = LeaseRequest.of(parameter);
        LeasedPage asked = request.annotation();
        Suite suite = SuiteStore.suite(context);
        Profile profile = suite.profile(asked.profile(), asked.task());
        ProfileHold hold = LeaseStore.of(context).hold(suite, profile, asked);
        hold.requireAccess(asked.access());
        LeasedTab lease = hold.lease(index(request, suite, profile));
        if (!asked.startAt().isEmpty()) {
            hold.arrive(lease, asked.startAt());
        }
        return lease.as(request.type());
    }

    /** Counts the parameters before it that ask for the same profile, by whatever name. */
    private static int index(LeaseRequest request, Suite suite, Profile profile) {
        return (int) request.before().stream()
                .filter(other ->
                        suite.profile(other.profile(), other.task()).id().equals(profile.id()))
                .count();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        for (ScopedHold scoped : LeaseStore.enclosing(context)) {
            String shown = scoped.hold().shown(nameOf(context));
            scoped.hold().confinement().ifPresent(one -> one.testStarted(shown));
        }
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        context.getExecutionException().filter(Failures::isFailure).ifPresent(failure -> holds(context)
                .forEach(scoped -> scoped.takeEvidence(context, failure)));
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw explained(context, failure);
    }

    @Override
    public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw explained(context, failure);
    }

    @Override
    public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw explained(context, failure);
    }

    @Override
    public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw explained(context, failure);
    }

    @Override
    public void handleAfterAllMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw explained(context, failure);
    }

    private static Throwable explained(ExtensionContext context, Throwable failure) {
        Throwable outcome = Denied.outcome(failure, context);
        if (Failures.isFailure(outcome)) {
            Failures.explain(outcome, holds(context));
        }
        return outcome;
    }

    /** Dynamic tests run inside their factory's scope, which does not hear of their failures. */
    @Override
    public void interceptDynamicTest(
            Invocation<Void> invocation, DynamicTestInvocationContext test, ExtensionContext context) throws Throwable {
        try {
            invocation.proceed();
        } catch (Throwable failure) {
            if (Failures.isFailure(failure)) {
                holds(context).forEach(scoped -> scoped.takeEvidence(context, failure));
                Failures.explain(failure, holds(context));
            }
            throw failure;
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        for (ScopedHold scoped : LeaseStore.enclosing(context)) {
            scoped.hold().confinement().ifPresent(one -> one.testEnded());
        }
    }

    private static List<ScopedHold> holds(ExtensionContext context) {
        List<ScopedHold> all = new ArrayList<>(LeaseStore.of(context).holds());
        all.addAll(LeaseStore.enclosing(context));
        return all;
    }

    private static String nameOf(ExtensionContext context) {
        return context.getTestClass().map(Class::getSimpleName).orElse("") + "." + context.getDisplayName();
    }
}
