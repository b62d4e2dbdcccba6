package io.leasehold.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every pair of phases: what may follow what. Requirement: L7, L10. */
final class ContextPhaseTests {

    private static final Set<String> LEGAL = Set.of(
            "OPENING OPEN",
            "OPENING RETIRING",
            "OPENING CLOSED",
            "OPEN RETIRING",
            "OPEN CLOSING",
            "RETIRING CLOSING",
            "RETIRING CLOSED",
            "CLOSING CLOSED");

    @ParameterizedTest
    @EnumSource
    void onlyWhatIsInTheTableFollows(ContextPhase from) {
        for (ContextPhase to : ContextPhase.values()) {
            if (LEGAL.contains(from + " " + to)) {
                assertThat(from.to(to)).isEqualTo(to);
            } else {
                assertThatThrownBy(() -> from.to(to)).isInstanceOf(IllegalStateException.class);
            }
        }
    }
}
