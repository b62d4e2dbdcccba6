package io.leasehold.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.LeaseLostException;
import io.leasehold.RegistryException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * A job's mutex is held while its registry says so, and as long as nobody else can have it.
 *
 * <p>Requirement: L15, P3, P5.
 */
final class HeldMutexTests {

    private static final LeaseTiming TIMING = new LeaseTiming(Duration.ofHours(1));
    private static final JobRequest REQUEST = new JobRequest(
            "report",
            "job-1",
            Leases.KEY,
            new LeaseHolder("holder", "build-7", new ProcessMark("boot", "ns", 4711, "99"), "run-1"),
            TIMING.ttl());

    private final AtomicLong machine = new AtomicLong(10_000_000);
    private final ScriptedRegistry registry = new ScriptedRegistry();
    private final HeldMutex mutex = new HeldMutex(registry.face(), REQUEST, TIMING, machine::get);

    private void entered() {
        registry.answers("enterJob", () -> new JobAnswer.Entered(3));
        registry.answers("renewJob", () -> new JobAnswer.Entered(3));
        registry.answers("leaveJob", () -> true);
        assertThat(mutex.ask()).isEqualTo(new JobAnswer.Entered(3));
    }

    private void passes(Duration time) {
        machine.addAndGet(time.toMillis());
    }

    @Test
    void isWhatWasAskedFor() {
        entered();

        assertThat(mutex.name()).isEqualTo("report");
        assertThat(mutex.fencingToken()).isEqualTo(3);
        assertThat(mutex.timing()).isEqualTo(TIMING);
        assertThat(registry.asked("enterJob")).isEqualTo(List.of(REQUEST));
        assertThatCode(mutex::requireHeld).doesNotThrowAnyException();
    }

    @Test
    void whoWaitsHasItFromTheMomentOfAskingLast() {
        JobAnswer busy = new JobAnswer.Busy("shop", "run-2", "build-8", Instant.EPOCH);
        registry.answers("enterJob", () -> busy);
        assertThat(mutex.ask()).isEqualTo(busy);
        assertThat(mutex.fencingToken()).isZero();
        passes(TIMING.selfStop());

        entered();

        assertThatCode(mutex::requireHeld).doesNotThrowAnyException();
    }

    @Test
    void isNotSurelyHeldWhenItCouldNotBeRenewed() {
        entered();
        passes(TIMING.selfStop().minusSeconds(60));
        assertThatCode(mutex::requireHeld).doesNotThrowAnyException();

        passes(Duration.ofSeconds(60));

        assertThatThrownBy(mutex::requireHeld)
                .isInstanceOf(LeaseLostException.class)
                .hasMessageStartingWith("The provider job 'report' was not alone all the time: it could not be renewed"
                        + " for " + TIMING.selfStop().toSeconds() + " s, so nobody can be sure that it is still held")
                .hasMessageContaining("the registry at the script does not answer")
                .hasMessageEndingWith("[lease=lease-1 profile=shop-admin mutex=report token=3]");
    }

    @Test
    void aRenewalCountsFromItsOwnMoment() {
        entered();
        passes(TIMING.selfStop().minusSeconds(60));

        mutex.renew();

        passes(TIMING.selfStop().minusSeconds(60));
        assertThatCode(mutex::requireHeld).doesNotThrowAnyException();
    }

    @Test
    void isLostForGood() {
        entered();
        registry.answers("renewJob", () -> new JobAnswer.Lost("run run-2 has it"));
        mutex.renew();
        registry.answers("renewJob", () -> new JobAnswer.Entered(4));
        mutex.renew();

        assertThat(registry.calls("renewJob")).isEqualTo(1);
        assertThatThrownBy(mutex::requireHeld)
                .isInstanceOf(LeaseLostException.class)
                .hasMessageContaining("was not alone all the time: run run-2 has it. Look at what it did");
    }

    @Test
    void isGivenBackAfterALastLook() {
        entered();
        registry.answers("leaveJob", () -> {
            assertThat(registry.calls("renewJob")).isEqualTo(1);
            return true;
        });

        mutex.leave();
        mutex.renew();

        assertThat(registry.asked("leaveJob")).isEqualTo(List.of(REQUEST));
        assertThat(registry.calls("renewJob")).as("no renewal follows").isEqualTo(1);
    }

    @Test
    void isGivenBackThoughTheLastLookFailed() {
        entered();
        registry.answers("renewJob", () -> {
            throw new RegistryException("Away.", null, null);
        });

        assertThatThrownBy(mutex::leave).isInstanceOf(RegistryException.class);

        assertThat(registry.calls("leaveJob")).isEqualTo(1);
    }
}
