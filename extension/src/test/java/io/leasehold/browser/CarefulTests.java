package io.leasehold.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.fixture.Waiting;
import io.leasehold.suite.BrokenLog;
import io.leasehold.suite.LogRecords;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is repeated goes on, whatever goes wrong. Requirement: P5. */
final class CarefulTests {

    private static final Duration PAUSE = Duration.ofMillis(5);
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final AtomicInteger looks = new AtomicInteger();

    private void fails() {
        looks.incrementAndGet();
        throw new OutOfMemoryError("password=hunter2");
    }

    @Test
    void aFailureIsNamedByItsClass() {
        try (LogRecords log = LogRecords.open()) {
            Careful.look("Looking", this::fails);

            assertThat(log.texts()).contains("Looking failed: java.lang.OutOfMemoryError");
        }
    }

    @Test
    void aHousekeepersLooksGoOnThoughTheLogIsBroken() {
        try (Housekeeping housekeeping = new Housekeeping()) {
            BrokenLog.during(() -> {
                housekeeping.repeat("Looking", this::fails, PAUSE);

                assertThat(Waiting.until(LIMIT, () -> looks.get() > 2)).isTrue();
            });
        }
    }

    @Test
    void aHostsLooksGoOnThoughTheLogIsBroken() {
        HostThread thread = new HostThread("host");
        BrokenLog.during(() -> {
            thread.repeat(this::fails, PAUSE);

            assertThat(Waiting.until(LIMIT, () -> looks.get() > 2)).isTrue();
        });
        thread.stop();
    }
}
