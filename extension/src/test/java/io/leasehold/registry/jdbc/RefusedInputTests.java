package io.leasehold.registry.jdbc;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.ProfileId;
import io.leasehold.registry.LeaseTiming;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Input that never comes as far as a registry.
 *
 * <p>Requirement: P2, P6.
 */
final class RefusedInputTests {

    @ParameterizedTest
    @ValueSource(
            strings = {"'; drop table profile; --", "../x", "a/b", "..", ".", "", " ", "a\0b", "аdmin", "<script>"})
    void aHostileIdIsRefusedBeforeAnythingIsDone(String id) {
        assertThatThrownBy(() -> new ProfileId(id)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anIdOfTenThousandCharactersIsRefusedInFew() {
        assertThatThrownBy(() -> new ProfileId("a".repeat(10_000)))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .hasSizeLessThan(400);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE / 1_000_000_000, -1, 0, 1, 5})
    void aDeadlineThatCannotBeKeptIsRefused(long seconds) {
        assertThatThrownBy(() -> new LeaseTiming(Duration.ofSeconds(seconds)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is too short: at least PT6S");
    }
}
