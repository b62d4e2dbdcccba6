package io.leasehold.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** When a browser counts as one that does not answer. Requirement: L16. */
final class SilenceTests {

    private final Silence silence = new Silence();

    private boolean lookedTooOften(int looks) {
        return IntStream.range(0, looks)
                .filter(look -> silence.isTooLong())
                .findAny()
                .isPresent();
    }

    @Test
    void aQuestionThatIsOpenForTwentyLooksIsOneTooMany() {
        silence.asked();

        assertThat(lookedTooOften(19)).isFalse();
        assertThat(silence.isTooLong()).isTrue();
    }

    @Test
    void anAnswerStartsTheCountAgain() {
        silence.asked();
        assertThat(lookedTooOften(19)).isFalse();
        silence.answered();
        silence.asked();

        assertThat(lookedTooOften(19)).isFalse();
    }

    @Test
    void nothingIsCountedWhileNothingIsAsked() {
        assertThat(lookedTooOften(100)).isFalse();
    }
}
