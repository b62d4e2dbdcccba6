package io.leasehold.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.profile.ReleasePolicy;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Why a profile is where it is, word by word.
 *
 * <p>Requirement: P11.
 */
final class ExplanationTests {

    private static final String LAST =
            " Its last lease was lease-1 of run run-1 on host build-7, begun 2026-03-01T10:00:00Z, step 'export'";

    private static ProfileStatus status(ProfileState state, String reason, boolean leased) {
        LeaseRecord lease =
                Leases.stale(ReleasePolicy.INSPECT_ON_UNKNOWN_STATE, Leases.work("export", 0, ""), BrowserMark.NONE);
        return new ProfileStatus(
                ProfileEntry.of(Leases.KEY.profile(), "admin@shop.example"),
                state,
                7,
                Leases.BEGUN,
                reason,
                leased ? Optional.of(lease) : Optional.empty(),
                Leases.BEGUN.plusSeconds(32));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            STALE | It is stale since 2026-03-01T10:00:00Z: Why.{last}. The next checkout inspects it; if it stays so, \
            see what holds it with leasehold explain shop-admin or settle it by force with leasehold review shop-admin \
            --return --force --note "why".
            REVIEW_REQUIRED | It waits for a person since 2026-03-01T10:00:00Z: Why.{last}. Look at the account, then \
            run leasehold review shop-admin --return --note "what you saw".
            QUARANTINED | It is quarantined since 2026-03-01T10:00:00Z: Why.{last}. Put the account in order, then run \
            leasehold review shop-admin --return --note "what you did".
            DISABLED | It is disabled since 2026-03-01T10:00:00Z: Why. To use it again, run leasehold enable shop-admin \
            --note "why", and then leasehold review shop-admin --return --note "what you saw".
            AVAILABLE | It is available since 2026-03-01T10:00:00Z.{last}.
            """)
    void saysWhySinceWhenAndWhatToDo(ProfileState state, String expected) {
        String wanted = expected.replace("{last}", LAST);

        assertThat(Explanation.of(status(state, "Why.", true))).isEqualTo(wanted);
        assertThat(Explanation.of(status(state, "Why", true))).isEqualTo(wanted);
    }

    @Test
    void saysWhoHasIt() {
        assertThat(Explanation.of(status(ProfileState.LEASED, "", true)))
                .isEqualTo(
                        "It is held by run run-1 on host build-7 (process 4711) for 32 s, step 'export', renews within"
                                + " 18 s. Wait until it is given back.");
    }

    @Test
    void saysNothingOfWhatItDoesNotKnow() {
        assertThat(Explanation.of(status(ProfileState.LEASED, "", false)))
                .isEqualTo("It is held. Wait until it is given back.");
        assertThat(Explanation.of(status(ProfileState.AVAILABLE, "", false)))
                .isEqualTo("It is available since 2026-03-01T10:00:00Z.");
        assertThat(Explanation.of(status(ProfileState.DISABLED, " ", false)))
                .startsWith("It is disabled since 2026-03-01T10:00:00Z. To use");
    }
}
