package io.leasehold.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.leasehold.Access;
import io.leasehold.LeaseLostException;
import io.leasehold.fixture.Waiting;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who comes for one look while holding another profile does not queue, and never waits for ever. Requirement: R1, L14. */
final class WitnessTurnTests {

    private static final Duration SHORT = Duration.ofMillis(200);
    private static final Duration LONG = Duration.ofSeconds(30);

    private final AccessGate gate = new AccessGate("buyer");
    private final ExecutorService other = Executors.newSingleThreadExecutor();

    @AfterEach
    void end() {
        other.shutdownNow();
    }

    private static LeaseScope scope(String id) {
        return new LeaseScope(id, "SomeTests", id);
    }

    @Test
    void aWitnessPassesThoseWhoWaitToBeAlone() throws Exception {
        AccessGate.Visit reader = gate.enter(scope("reader"), Access.SHARED, LONG);
        Future<AccessGate.Visit> alone = other.submit(() -> gate.enter(scope("alone"), Access.EXCLUSIVE, LONG));
        assertThat(Waiting.until(LONG, () -> gate.waiting() == 1)).isTrue();

        assertThatExceptionOfType(LeaseLostException.class)
                .isThrownBy(() -> gate.enter(scope("late"), Access.SHARED, SHORT));
        AccessGate.Visit witness = gate.enterAsWitness(scope("witness").witness(), SHORT);

        assertThat(gate.active()).isEqualTo(2);
        gate.leave(witness);
        gate.leave(reader);
        assertThat(alone.get(30, TimeUnit.SECONDS).scope()).isEqualTo(scope("alone"));
    }

    @Test
    void aWitnessGivesUpWhereSomebodyIsAlone() {
        gate.enter(scope("alone"), Access.EXCLUSIVE, LONG);

        assertThatExceptionOfType(LeaseLostException.class)
                .isThrownBy(() -> gate.enterAsWitness(scope("witness").witness(), SHORT))
                .withMessageContaining("it is held by SomeTests.alone (EXCLUSIVE)");
        assertThat(gate.waiting()).isZero();
    }

    @Test
    void twoLooksOfOneTestAreTwoVisits() {
        AccessGate.Visit one = gate.enterAsWitness(scope("test").witness(), SHORT);
        gate.enterAsWitness(scope("test").witness(), SHORT);

        gate.leave(one);

        assertThat(gate.active()).isEqualTo(1);
    }
}
