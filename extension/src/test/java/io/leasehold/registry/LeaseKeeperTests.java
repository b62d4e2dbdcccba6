package io.leasehold.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.LeaseId;
import io.leasehold.ProfileId;
import io.leasehold.RegistryException;
import io.leasehold.fixture.Waiting;
import io.leasehold.suite.BrokenLog;
import io.leasehold.suite.LogRecords;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The heartbeats go on whatever a renewal throws, and a loss is told once.
 *
 * <p>Requirement: P5.
 */
final class LeaseKeeperTests {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final LeaseTiming TIMING = new LeaseTiming(Duration.ofSeconds(6));

    private final ScriptedRegistry registry = new ScriptedRegistry();
    private final List<String> lost = new CopyOnWriteArrayList<>();
    private LeaseKeeper keeper;

    @TempDir
    private Path folder;

    @BeforeEach
    void open() {
        keeper = another();
    }

    private LeaseKeeper another() {
        MachineClock clock = new MachineClock(Clock.systemUTC());
        return new LeaseKeeper(registry.face(), clock::millis, new EventSpool(folder, clock));
    }

    @AfterEach
    void close() {
        keeper.close();
    }

    private HeldLease kept() {
        return kept(Leases.KEY, TIMING);
    }

    private HeldLease kept(LeaseKey key, LeaseTiming timing) {
        return keeper.keep(new Acquisition.Acquired(key, System.nanoTime()), timing, lost::add);
    }

    /** Ten hang; each stops by itself after eight seconds, and the eleventh is renewed as if it were alone. */
    @Test
    void renewalsThatHangHoldUpNoOther() {
        LeaseTiming timing = new LeaseTiming(Duration.ofSeconds(12));
        CountDownLatch answered = new CountDownLatch(1);
        AtomicInteger renewed = new AtomicInteger();
        registry.answers("renew", words -> {
            if (words.get(0).equals(Leases.KEY)) {
                renewed.incrementAndGet();
            } else {
                awaited(answered);
            }
            return new Renewal.Renewed(false);
        });
        List<HeldLease> stuck = IntStream.rangeClosed(1, 10)
                .mapToObj(number -> new LeaseKey(new ProfileId("stuck-" + number), new LeaseId("stuck-" + number), 1))
                .map(key -> kept(key, timing))
                .toList();
        HeldLease lease = kept(Leases.KEY, timing);
        try {
            assertThat(Waiting.until(LIMIT, () -> stuck.stream().noneMatch(HeldLease::isLive)))
                    .isTrue();
            int before = renewed.get();
            assertThat(before).isPositive();
            assertThat(Waiting.until(LIMIT, () -> renewed.get() > before + 2 && lease.isLive()))
                    .isTrue();
        } finally {
            answered.countDown();
        }
        assertThat(Waiting.until(LIMIT, () -> stuck.stream().allMatch(HeldLease::isLive)))
                .isTrue();
    }

    @Test
    void aRenewalThatThrowsEndsNothing() {
        AtomicInteger tried = new AtomicInteger();
        registry.answers("renew", () -> switch (tried.incrementAndGet()) {
            case 1 -> throw new RegistryException("Away.", null, null);
            case 2 -> throw new OutOfMemoryError("planted");
            case 3 -> throw new AssertionError("planted");
            default -> new Renewal.Renewed(false);
        });

        HeldLease lease = kept();

        assertThat(Waiting.until(LIMIT, () -> tried.get() >= 5)).isTrue();
        assertThat(lease.isLive()).isTrue();
        assertThat(lost).isEmpty();
    }

    @Test
    void aLogHandlerThatThrowsEndsNoHeartbeat() {
        AtomicInteger tried = new AtomicInteger();
        registry.answers("renew", () -> {
            if (tried.incrementAndGet() == 1) {
                throw new RegistryException("Away.", null, null);
            }
            return new Renewal.Renewed(false);
        });
        BrokenLog.during(() -> {
            HeldLease lease = kept();

            assertThat(Waiting.until(LIMIT, () -> tried.get() >= 3)).isTrue();
            assertThat(lease.isLive()).isTrue();
        });
    }

    @Test
    void aLossIsToldThoughALogHandlerThrows() {
        registry.answers("renew", () -> new Renewal.Lost("taken"));

        BrokenLog.during(() -> {
            kept();

            assertThat(Waiting.until(LIMIT, () -> !lost.isEmpty())).isTrue();
        });
        assertThat(lost).containsExactly("taken");
    }

    /** A turn is a second; what failed is tried again in a quarter of one, and within the time that is left. */
    @Test
    void aRenewalThatFailedIsTriedAgainSoon() {
        List<Long> tries = new CopyOnWriteArrayList<>();
        registry.answers("renew", () -> {
            tries.add(System.nanoTime());
            throw new RegistryException("Away.", null, null);
        });

        HeldLease lease = kept();

        assertThat(Waiting.until(LIMIT, () -> !lease.isLive())).isTrue();
        // 3 s from the request to the stop: the first try after 1 s, the others 0.1 to 0.25 s apart. With turns alone
        // there would be two, and three on a machine that is slow to stop it.
        assertThat(tries.size()).isBetween(4, 21);
    }

    @Test
    void aLossIsToldOnce() {
        registry.answers("renew", () -> new Renewal.Lost("taken"));

        kept();

        assertThat(Waiting.until(LIMIT, () -> !lost.isEmpty())).isTrue();
        assertThat(Waiting.until(Duration.ofMillis(1_500), () -> lost.size() > 1))
                .isFalse();
        assertThat(registry.calls("renew")).isEqualTo(1);
        assertThat(lost).containsExactly("taken");
    }

    @Test
    void aLossThatAnotherCallFoundIsToldToo() {
        registry.answers("renew", () -> new Renewal.Renewed(false));
        registry.answers("endMutation", () -> new Renewal.Lost("revoked"));

        kept().endMutation(1, "done");

        assertThat(Waiting.until(LIMIT, () -> !lost.isEmpty())).isTrue();
        assertThat(lost).containsExactly("revoked");
    }

    @Test
    void aLeaseThatWasGivenBackIsRenewedNoMore() {
        registry.answers("renew", () -> new Renewal.Renewed(false));
        registry.answers("release", () -> LeaseStatus.RELEASED);
        HeldLease lease = kept();
        assertThat(Waiting.until(LIMIT, () -> registry.calls("renew") > 0)).isTrue();

        lease.release(new Ending(Ending.Kind.EXPLAINED, "Done."));
        int before = registry.calls("renew");

        assertThat(Waiting.until(Duration.ofMillis(1_500), () -> registry.calls("renew") > before + 1))
                .isFalse();
        assertThat(lost).isEmpty();
    }

    @Test
    void aRenewalThatMeetsTheReleaseIsNoLoss() {
        AtomicReference<HeldLease> lease = new AtomicReference<>();
        registry.answers("release", () -> LeaseStatus.RELEASED);
        registry.answers("renew", () -> {
            lease.get().release(new Ending(Ending.Kind.EXPLAINED, "Done."));
            return new Renewal.Lost("lease_released_cleanly");
        });

        lease.set(kept());

        assertThat(Waiting.until(LIMIT, () -> registry.calls("release") > 0)).isTrue();
        assertThat(Waiting.until(Duration.ofMillis(1_500), () -> !lost.isEmpty()))
                .isFalse();
    }

    @Test
    void closedItRenewsNothing() {
        registry.answers("renew", () -> new Renewal.Renewed(false));
        kept();
        keeper.close();

        assertThat(Waiting.until(Duration.ofMillis(1_500), () -> registry.calls("renew") > 0))
                .isFalse();
    }

    @Test
    void aFailureIsToldOnceUntilARenewalSucceeds() {
        AtomicInteger tried = new AtomicInteger();
        registry.answers("renew", () -> switch (tried.incrementAndGet()) {
            case 1, 2, 4 -> throw new RegistryException("Away.", null, null);
            case 3 -> new Renewal.Renewed(false);
            case 5 -> throw new IllegalStateException("secret");
            default -> new Renewal.Lost("taken");
        });
        try (LogRecords log = LogRecords.open()) {
            kept();

            assertThat(Waiting.until(LIMIT, () -> !lost.isEmpty())).isTrue();
            assertThat(log.texts().stream().filter(text -> text.contains("lease-1")))
                    .satisfiesExactly(
                            first -> assertThat(first)
                                    .startsWith("[shop-admin lease-1] A renewal failed and is tried again for ")
                                    .endsWith(" s: Away."),
                            again -> assertThat(again).endsWith(" s: Away."),
                            end -> assertThat(end).isEqualTo("[shop-admin lease-1] The lease was lost: taken"));
        }
    }

    /** What another exception says is its own affair; its class is told. */
    @Test
    void aStrangersExceptionIsNamedByItsClass() {
        AtomicInteger tried = new AtomicInteger();
        registry.answers("renew", () -> {
            if (tried.incrementAndGet() == 1) {
                throw new IllegalStateException("password=hunter2");
            }
            return new Renewal.Renewed(false);
        });
        try (LogRecords log = LogRecords.open()) {
            kept();

            assertThat(Waiting.until(LIMIT, () -> tried.get() > 1)).isTrue();
            assertThat(log.texts())
                    .anySatisfy(text -> assertThat(text).endsWith(" s: java.lang.IllegalStateException"))
                    .noneSatisfy(text -> assertThat(text).contains("hunter2"));
        }
    }

    /** Two turns of a second each and the two of an answer: a registry that takes longer than that is told. */
    @Test
    void aHeartbeatThatHangsIsTold() {
        CountDownLatch answered = new CountDownLatch(1);
        registry.answers("renew", () -> {
            awaited(answered);
            return new Renewal.Renewed(false);
        });
        try (LogRecords log = LogRecords.open()) {
            kept();
            keeper.warnWhenSilent();
            assertThat(silences(log)).isEmpty();

            assertThat(Waiting.until(LIMIT, () -> {
                        keeper.warnWhenSilent();
                        return !silences(log).isEmpty();
                    }))
                    .isTrue();
            assertThat(silences(log).get(0))
                    .matches(
                            "\\[shop-admin lease-1] It was not renewed for [4-9] s: the heartbeat waits for the registry"
                                    + " at the script, or this JVM gets no processor time\\.");
            keeper.warnWhenSilent();
            assertThat(silences(log)).as("it is said once").hasSize(1);
            answered.countDown();
            assertThat(Waiting.until(LIMIT, () -> registry.calls("renew") > 1)).isTrue();
            int told = silences(log).size();
            keeper.warnWhenSilent();
            assertThat(silences(log)).hasSize(told);
        } finally {
            answered.countDown();
        }
    }

    private static List<String> silences(LogRecords log) {
        return log.texts().stream()
                .filter(text -> text.contains(" It was not renewed for "))
                .toList();
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void closingEndsItsThreads() {
        registry.answers("renew", () -> new Renewal.Renewed(false));
        List<Thread> before = ofKeepers();
        keeper.close();
        keeper = another();
        kept();
        assertThat(Waiting.until(LIMIT, () -> registry.calls("renew") > 0)).isTrue();
        List<Thread> own =
                ofKeepers().stream().filter(thread -> !before.contains(thread)).toList();
        assertThat(own)
                .extracting(Thread::getName)
                .containsExactlyInAnyOrder("leasehold-heartbeat", "leasehold-renewal");
        assertThat(own).as("they keep no JVM from its end").allMatch(Thread::isDaemon);

        keeper.close();

        assertThat(Waiting.until(Duration.ofSeconds(10), () -> own.stream().noneMatch(Thread::isAlive)))
                .isTrue();
    }

    private static List<Thread> ofKeepers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread ->
                        Set.of("leasehold-heartbeat", "leasehold-renewal").contains(thread.getName()))
                .toList();
    }
}
