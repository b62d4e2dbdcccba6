package io.leasehold.jupiter;

import io.leasehold.ProviderJob;
import io.leasehold.checkout.RunningJob;
import io.leasehold.page.ProfileHold;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Runs tests with {@link ProviderJob} under its mutex. Registered by the annotation itself; keeps no state. */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class ProviderJobExtension implements InvocationInterceptor {

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        run(invocation, method.getExecutable(), context);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        run(invocation, method.getExecutable(), context);
    }

    private static void run(Invocation<Void> invocation, Method method, ExtensionContext context) throws Throwable {
        ProviderJob asked = AnnotationSupport.findAnnotation(method, ProviderJob.class)
                .orElseThrow(() -> new ExtensionConfigurationException("@ProviderJob is missing on " + method + "."));
        RunningJob job = hold(asked, context).enterJob(asked.value(), asked.scope());
        try {
            invocation.proceed();
        } catch (Throwable failure) {
            job.endAfter(failure);
            throw failure;
        }
        job.end();
    }

    private static ProfileHold hold(ProviderJob asked, ExtensionContext context) {
        List<ScopedHold> holds = new ArrayList<>(LeaseStore.of(context).holds());
        holds.addAll(LeaseStore.enclosing(context));
        List<ScopedHold> meant = holds.stream()
                .filter(scoped -> asked.profile().isEmpty() || scoped.isCalled(asked.profile()))
                .toList();
        if (meant.size() != 1) {
            String found = asked.profile().isEmpty()
                    ? "it has pages of " + meant.size() + " profiles"
                    : "it has none of '" + asked.profile() + "'";
            throw new ExtensionConfigurationException("@ProviderJob(\"" + asked.value() + "\") on "
                    + TestName.of(context) + " needs a @LeasedPage of the profile that it is done for, and " + found
                    + ". Add one, or say which with profile = \"…\".");
        }
        return meant.get(0).hold();
    }
}
