package io.leasehold.jupiter;

import io.leasehold.page.LeaseCounts;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;

/**
 * Counts around every invocation, and around every class, of the test cases that it is registered at: what was active
 * before the first lease and after the last release, and how long giving back waited. Stores close in the reverse order of
 * their filling, so what is put there first sees what all others left.
 */
public final class Census
        implements BeforeAllCallback,
                TestInstancePreConstructCallback,
                BeforeEachCallback,
                AfterEachCallback,
                AfterAllCallback {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(Census.class);
    private static final Map<Class<?>, List<Scope>> SCOPES = new ConcurrentHashMap<>();
    private static final Map<Class<?>, LeaseCounts> COUNTS = new ConcurrentHashMap<>();

    /**
     * One invocation, or one class.
     *
     * @param name the display name
     * @param isTest whether it is an invocation
     * @param activeBefore how many leases were active before it
     * @param activeAfter how many were after its store was closed
     * @param leases how many leases began meanwhile
     * @param release how long its thread waited while its store was closed, for locks or for the browser; empty when it never
     *     came to its end. A clock would tell how busy the machine is, and how long the JVM collected garbage.
     * @param interrupted whether its thread came to it with the interrupt flag set
     */
    public record Scope(
            String name,
            boolean isTest,
            int activeBefore,
            int activeAfter,
            int leases,
            Optional<Duration> release,
            boolean interrupted) {}

    /** Forgets earlier runs of the test cases. */
    public static void forget(Class<?>... testCases) {
        for (Class<?> testCase : testCases) {
            SCOPES.remove(testCase);
            COUNTS.remove(testCase);
        }
    }

    /** Returns the invocations of test cases in the order of their end. */
    public static List<Scope> tests(Class<?>... testCases) {
        return List.of(testCases).stream()
                .flatMap(type -> SCOPES.getOrDefault(type, List.of()).stream())
                .filter(Scope::isTest)
                .toList();
    }

    /** Returns the classes among the test cases in the order of their end. */
    public static List<Scope> classes(Class<?>... testCases) {
        return List.of(testCases).stream()
                .flatMap(type -> SCOPES.getOrDefault(type, List.of()).stream())
                .filter(scope -> !scope.isTest())
                .toList();
    }

    /** Returns the counts of the last run of a test case; they are live. */
    public static LeaseCounts counts(Class<?> testCase) {
        LeaseCounts counts = COUNTS.get(testCase);
        if (counts == null) {
            throw new AssertionError(testCase.getSimpleName() + " did not run.");
        }
        return counts;
    }

    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext rootContext) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        COUNTS.put(context.getRequiredTestClass(), countsOf(context));
        first(context);
    }

    @Override
    public void preConstructTestInstance(TestInstanceFactoryContext factory, ExtensionContext context) {
        first(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        first(context);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        last(context);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        last(context);
    }

    private static LeaseCounts countsOf(ExtensionContext context) {
        return SuiteStore.suite(context).leases().counts();
    }

    private static Begun first(ExtensionContext context) {
        return context.getStore(NAMESPACE)
                .getOrComputeIfAbsent(context.getUniqueId(), key -> new Begun(context), Begun.class);
    }

    private static void last(ExtensionContext context) {
        Begun begun = first(context);
        context.getStore(NAMESPACE).put(context.getUniqueId() + " ends", new Ends(begun));
    }

    /** Returns how long the current thread has waited in all. */
    private static long waitedMillis() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        if (!threads.isThreadContentionMonitoringEnabled()) {
            threads.setThreadContentionMonitoringEnabled(true);
        }
        ThreadInfo here = threads.getThreadInfo(Thread.currentThread().getId());
        return here.getWaitedTime() + here.getBlockedTime();
    }

    private static final class Begun implements AutoCloseable {
        private final ExtensionContext context;
        private final LeaseCounts counts;
        private final int active;
        private final int leases;
        private final boolean interrupted = Thread.currentThread().isInterrupted();
        private volatile @Nullable Long waitedBefore;

        Begun(ExtensionContext context) {
            this.context = context;
            this.counts = countsOf(context);
            this.active = counts.active();
            this.leases = counts.leases();
        }

        @Override
        public void close() {
            Long before = waitedBefore;
            Optional<Duration> release =
                    before == null ? Optional.empty() : Optional.of(Duration.ofMillis(waitedMillis() - before));
            SCOPES.computeIfAbsent(context.getRequiredTestClass(), key -> new CopyOnWriteArrayList<>())
                    .add(new Scope(
                            context.getDisplayName(),
                            context.getTestMethod().isPresent(),
                            active,
                            counts.active(),
                            counts.leases() - leases,
                            release,
                            interrupted));
        }
    }

    /** Put into the store last, so closed first. */
    private record Ends(Begun begun) implements AutoCloseable {
        @Override
        public void close() {
            begun.waitedBefore = waitedMillis();
        }
    }
}
