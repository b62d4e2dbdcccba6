package io.leasehold.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** When a browser counts as one that does not answer. Requirement: L16. */
final class SilenceTests {

    private final Silence silence = new Silence();

    /** Looks so often, two looks a second, while the given share of a processor is used. */
    private boolean tooLong(int looks, double share) {
        return IntStream.rangeClosed(1, looks)
                .filter(look -> silence.isTooLong(() -> Duration.ofMillis((long) (look * 500 * share))))
                .findAny()
                .isPresent();
    }

    @Test
    void aQuestionThatIsOpenForTwentyLooksWhileNobodyWorksIsTooLong() {
        silence.asked();

        assertThat(tooLong(19, 0)).isFalse();
        assertThat(silence.isTooLong(() -> Duration.ZERO)).isTrue();
        assertThat(silence.seconds()).isEqualTo(10);
    }

    @Test
    void whoWorksHasAMinute() {
        silence.asked();

        assertThat(tooLong(119, 0.9)).isFalse();
        assertThat(silence.isTooLong(() -> Duration.ofMinutes(1))).isTrue();
    }

    @Test
    void aLittleWorkIsNone() {
        silence.asked();

        assertThat(tooLong(20, 0.01)).isTrue();
    }

    /** Thirty programs that want one processor leave each some three percent; two of them are asked. */
    @Test
    void aFewPercentAreWorkOnAMachineThatHasMuchElseToDo() {
        silence.asked();

        assertThat(tooLong(119, 0.06)).isFalse();
    }

    @Test
    void anAnswerStartsTheCountAgain() {
        silence.asked();
        assertThat(tooLong(19, 0)).isFalse();
        silence.answered();
        silence.asked();

        assertThat(tooLong(19, 0)).isFalse();
    }

    @Test
    void nothingIsCountedWhileNothingIsAsked() {
        assertThat(tooLong(300, 0)).isFalse();
    }
}
