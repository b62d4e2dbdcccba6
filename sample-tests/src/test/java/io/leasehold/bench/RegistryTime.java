package io.leasehold.bench;

import static net.bytebuddy.matcher.ElementMatchers.isMethod;
import static net.bytebuddy.matcher.ElementMatchers.isPrivate;
import static net.bytebuddy.matcher.ElementMatchers.isStatic;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.namedOneOf;
import static net.bytebuddy.matcher.ElementMatchers.not;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;

/**
 * How long the threads of a measured JVM were inside the registry: opening it with the classes and the library of its
 * database, each call, and the fence beside it. Heartbeats count, though no test waits for them; what loads the database
 * ahead of time does not, but who has to wait for it does. Public, for the counting is woven into classes of other
 * packages.
 */
public final class RegistryTime {
    /** By name, for two of them are their packages' own. */
    static final List<String> WATCHED = List.of(
            "io.leasehold.checkout.RegistryPlace",
            "io.leasehold.checkout.Fence",
            "io.leasehold.registry.jdbc.JdbcRegistry");

    private static final String AHEAD_OF_TIME = "warmUp";

    private static final long NESTED = Long.MIN_VALUE;

    private static final LongAdder NANOS = new LongAdder();
    private static final ThreadLocal<Integer> DEPTH = ThreadLocal.withInitial(() -> 0);

    private RegistryTime() {}

    /** Begins to count; to be called before the registry's classes are used. */
    static void watch() {
        new AgentBuilder.Default()
                .type(namedOneOf(WATCHED.toArray(new String[0])))
                .transform((builder, type, loader, module, domain) -> builder.visit(Advice.to(Call.class)
                        .on(isMethod()
                                .and(not(isStatic()))
                                .and(not(isPrivate()))
                                .and(not(named(AHEAD_OF_TIME))))))
                .installOn(ByteBuddyAgent.install());
    }

    /**
     * Returns what was counted.
     *
     * @throws IllegalStateException when nothing was
     */
    static double millis() {
        long nanos = NANOS.sum();
        if (nanos == 0) {
            throw new IllegalStateException("No call of the registry was seen.");
        }
        return RunListener.millis(nanos);
    }

    /** Called when a method begins. */
    public static long enter() {
        int depth = DEPTH.get();
        DEPTH.set(depth + 1);
        return depth == 0 ? System.nanoTime() : NESTED;
    }

    /** Called when a method ends, with what its begin returned. */
    public static void exit(long begin) {
        DEPTH.set(DEPTH.get() - 1);
        if (begin != NESTED) {
            NANOS.add(System.nanoTime() - begin);
        }
    }

    /** What is woven in. */
    public static final class Call {
        private Call() {}

        @Advice.OnMethodEnter
        static long enter() {
            return RegistryTime.enter();
        }

        @Advice.OnMethodExit(onThrowable = Throwable.class)
        static void exit(@Advice.Enter long begin) {
            RegistryTime.exit(begin);
        }
    }
}
