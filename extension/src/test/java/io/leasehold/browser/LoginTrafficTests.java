package io.leasehold.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How long an application wants to be left alone. Requirement: C4. */
final class LoginTrafficTests {

    private static final String DATE = "Sat, 21 Nov 2026 10:00:00 GMT";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | PT0S",
                "120 | PT2M",
                "' 7 ' | PT7S",
                "999999999 | PT277777H46M39S",
                "Sat, 21 Nov 2026 10:00:30 GMT | PT30S",
                "Sat, 21 Nov 2026 09:00:00 GMT | PT0S"
            })
    void secondsOrAMomentOfTheApplicationsOwnClockAreUnderstood(String retryAfter, Duration expected) {
        assertThat(LoginTraffic.retryAfter(retryAfter, DATE)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1", "1.5", "99999999999", "Sat, 21 Nov 2026"})
    void anythingElseSaysNothing(String retryAfter) {
        assertThat(LoginTraffic.retryAfter(retryAfter, DATE)).isEmpty();
    }

    @Test
    void aMomentWithoutTheApplicationsClockSaysNothing() {
        assertThat(LoginTraffic.retryAfter(DATE, null)).isEmpty();
        assertThat(LoginTraffic.retryAfter(DATE, "today")).isEmpty();
        assertThat(LoginTraffic.retryAfter(null, DATE)).isEmpty();
    }
}
