package io.leasehold.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.RegistryException;
import io.leasehold.fixture.Waiting;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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
    private final LeaseKeeper keeper = new LeaseKeeper(registry.face(), new MachineClock(Clock.systemUTC())::millis);

    @AfterEach
    void close() {
        keeper.close();
    }

    private HeldLease kept() {
        return keeper.keep(new Acquisition.Acquired(Leases.KEY, System.nanoTime()), TIMING, lost::add);
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
    void closedItRenewsNothing() {
        registry.answers("renew", () -> new Renewal.Renewed(false));
        kept();
        keeper.close();

        assertThat(Waiting.until(Duration.ofMillis(1_500), () -> registry.calls("renew") > 0))
                .isFalse();
    }
}
