package io.leasehold.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.LeaseLostException;
import io.leasehold.RegistryException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A holder stops by itself before anybody may call its lease missed, and counts the time that the machine slept.
 *
 * <p>Requirement: P3, P5, P6.
 */
final class HolderTimeTests {

    private static final LeaseTiming TIMING = new LeaseTiming(Duration.ofSeconds(30));

    @TempDir
    private Path folder;

    private final AtomicLong nanos = new AtomicLong(-5_000_000_000L);
    private final AtomicLong machine = new AtomicLong(1_000_000);
    private final Stopwatch clock = new Stopwatch(nanos::get, machine::get);
    private final ScriptedRegistry registry = new ScriptedRegistry();

    /** A holder that has stopped asks whether it may go on before it says no. */
    @BeforeEach
    void away() {
        registry.answers("addNotes", () -> true);
        registry.answers("renew", () -> {
            throw new RegistryException("Away.", null, null);
        });
    }

    private HeldLease held() {
        return held(new Acquisition.Acquired(Leases.KEY, nanos.get()));
    }

    private HeldLease held(Acquisition.Acquired acquired) {
        EventSpool spool = new EventSpool(folder, new MachineClock(Clock.systemUTC()));
        return new HeldLease(
                registry.face(), acquired, TIMING, new HeldNotes(spool, registry.face(), Leases.KEY, clock), clock);
    }

    private void passes(Duration time) {
        nanos.addAndGet(time.toNanos());
        machine.addAndGet(time.toMillis());
    }

    @ParameterizedTest
    @ValueSource(longs = {6, 7, 30, 3_600})
    void renewsSixTimesAndStopsEarlyEnough(long seconds) {
        LeaseTiming timing = new LeaseTiming(Duration.ofSeconds(seconds));

        assertThat(timing.renewInterval().multipliedBy(6)).isLessThanOrEqualTo(timing.ttl());
        assertThat(timing.selfStop())
                .isEqualTo(timing.ttl().minus(timing.renewInterval()).minus(Duration.ofSeconds(2)))
                .isPositive();
    }

    @Test
    void refusesADeadlineThatNoHolderCanKeep() {
        assertThatThrownBy(() -> new LeaseTiming(Duration.ofMillis(5_999)))
                .hasMessage(
                        "A renewal deadline of PT5.999S is too short: at least PT6S, for four renewals and an answer"
                                + " of the registry have to fit in.");
        assertThat(new LeaseTiming(Duration.ofSeconds(6)).ttl()).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void stopsARenewalAndAnAnswerBeforeTheDeadline() {
        HeldLease lease = held();

        passes(Duration.ofMillis(22_999));
        assertThat(lease.isLive()).isTrue();
        lease.requireLive();

        passes(Duration.ofMillis(1));
        assertThat(lease.isLive()).isFalse();
        assertThatThrownBy(lease::requireLive)
                .isInstanceOf(LeaseLostException.class)
                .hasMessageContaining("could not be renewed for 23 s")
                .hasMessageContaining("[lease=lease-1 profile=shop-admin token=7]");
    }

    @Test
    void countsTheTimeThatTheMachineSlept() {
        HeldLease lease = held();

        machine.addAndGet(24_000);

        assertThat(lease.isLive()).isFalse();
        assertThatThrownBy(lease::requireLive).isInstanceOf(LeaseLostException.class);
    }

    @Test
    void countsTheTimeThatTheMachineDoesNotTell() {
        HeldLease lease = held();

        nanos.addAndGet(TimeUnit.SECONDS.toNanos(24));

        assertThat(lease.isLive()).isFalse();
    }

    @Test
    void countsFromTheQuestionNotFromTheAnswer() {
        Acquisition.Acquired asked = new Acquisition.Acquired(Leases.KEY, nanos.get());
        passes(Duration.ofSeconds(20));
        HeldLease lease = held(asked);
        assertThat(lease.left()).isEqualTo(Duration.ofSeconds(3));

        registry.answers("renew", () -> {
            passes(Duration.ofSeconds(2));
            return new Renewal.Renewed(false);
        });
        lease.renew();

        assertThat(lease.left()).isEqualTo(Duration.ofSeconds(21));
    }

    @Test
    void goesOnWhenItsLateRenewalIsAccepted() {
        HeldLease lease = held();
        passes(Duration.ofSeconds(60));
        registry.answers("renew", () -> new Renewal.Renewed(true));

        lease.requireLive();

        assertThat(lease.isLive()).isTrue();
    }

    @Test
    void isLostForGoodOnceItIsSomebodyElses() {
        HeldLease lease = held();
        registry.answers("renew", () -> new Renewal.Lost("taken"));

        lease.renew();
        registry.answers("renew", () -> new Renewal.Renewed(false));
        lease.renew();

        assertThat(lease.isLive()).isFalse();
        assertThat(lease.lost()).contains("taken");
        assertThat(registry.calls("renew")).isEqualTo(1);
        assertThatThrownBy(lease::requireLive).hasMessageContaining("was lost: taken. No page of it is handed out.");
    }

    @Test
    void beginsNoMutationWhenTheAnswerComesTooLate() {
        HeldLease lease = held();
        registry.answers("beginMutation", () -> {
            passes(Duration.ofSeconds(23));
            return new Renewal.Renewed(false);
        });

        assertThatThrownBy(() -> lease.beginMutation("rename", Progress.NONE)).isInstanceOf(LeaseLostException.class);
    }

    @Test
    void asksForNoMutationAfterItStopped() {
        HeldLease lease = held();
        passes(Duration.ofSeconds(23));

        assertThatThrownBy(() -> lease.beginMutation("rename", Progress.NONE)).isInstanceOf(LeaseLostException.class);

        assertThat(registry.calls("beginMutation")).isZero();
    }

    @Test
    void numbersItsMutations() {
        HeldLease lease = held();
        registry.answers("beginMutation", () -> new Renewal.Renewed(false));

        assertThat(lease.beginMutation("rename", Progress.NONE)).isEqualTo(1);
        assertThat(lease.beginMutation("delete", Progress.NONE)).isEqualTo(2);
    }

    @Test
    void isOverForItsHolderBeforeTheReleaseIsAnswered() {
        HeldLease lease = held();
        registry.answers("release", () -> {
            assertThat(lease.isLive()).isFalse();
            return LeaseStatus.RELEASED;
        });

        assertThat(lease.release(new Ending(Ending.Kind.EXPLAINED, "Done."))).isEqualTo(LeaseStatus.RELEASED);

        lease.renew();
        assertThat(registry.calls("renew")).isZero();
        assertThatThrownBy(lease::requireLive).hasMessageContaining("was given back");
    }
}
