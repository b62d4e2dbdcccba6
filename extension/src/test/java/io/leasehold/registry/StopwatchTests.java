package io.leasehold.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The longer of two counts, from any moment. Requirement: P5. */
final class StopwatchTests {

    private final AtomicLong nanos = new AtomicLong(7_000_000_000L);
    private final AtomicLong machine = new AtomicLong(90_000);
    private final Stopwatch clock = new Stopwatch(nanos::get, machine::get);

    @Test
    void countsTheLonger() {
        Stopwatch.Moment start = clock.now();

        nanos.addAndGet(3_000_000_000L);
        machine.addAndGet(2_000);
        assertThat(clock.since(start)).isEqualTo(Duration.ofSeconds(3));
        machine.addAndGet(5_000);
        assertThat(clock.since(start)).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void knowsAnEarlierMomentOnBothCounts() {
        long earlier = nanos.get();
        nanos.addAndGet(4_000_000_000L);
        machine.addAndGet(4_000);

        Stopwatch.Moment moment = clock.momentAt(earlier);

        assertThat(moment).isEqualTo(new Stopwatch.Moment(earlier, 90_000));
        machine.addAndGet(1_000);
        assertThat(clock.since(moment)).isEqualTo(Duration.ofSeconds(5));
    }
}
