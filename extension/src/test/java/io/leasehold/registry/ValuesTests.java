package io.leasehold.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The small values of the registry.
 *
 * <p>Requirement: P2, P4, P8, P12.
 */
final class ValuesTests {

    @ParameterizedTest
    @CsvSource({
        "EXPLAINED, UNEXPLAINED, second",
        "UNEXPLAINED, EXPLAINED, first",
        "UNEXPLAINED, UNSAFE, second",
        "UNSAFE, UNEXPLAINED, first",
        "EXPLAINED, UNSAFE, second",
        "UNSAFE, UNSAFE, first"
    })
    void theWorseEndingCounts(Ending.Kind first, Ending.Kind second, String worse) {
        Ending ending = new Ending(first, "first").worse(new Ending(second, "second"));

        assertThat(ending.reason()).isEqualTo(worse);
    }

    @Test
    void progressHoldsNoControlCharactersAndNoNovel() {
        Progress progress = new Progress("a\nb\tc\u001bd", "x".repeat(501));

        assertThat(progress.step()).isEqualTo("a b c d");
        assertThat(progress.url()).isEqualTo("x".repeat(500));
        assertThat(new Progress("y".repeat(500), "").step()).hasSize(500);
    }

    @Test
    void aProcessIsWrittenAndReadBack() {
        ProcessMark mark = new ProcessMark("8f3a-11", "4026531836", 4711, "123456");

        assertThat(mark.code()).isEqualTo("8f3a-11/4026531836/4711/123456");
        assertThat(ProcessMark.of(mark.code())).isEqualTo(mark);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b/1", "a/b/1/2/3", "a/b/x/2"})
    void whatNamesNoProcessIsRefused(String code) {
        assertThatThrownBy(() -> ProcessMark.of(code)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource
    void aStateIsReadBack(ProfileState state) {
        assertThat(ProfileState.of(state.code())).isEqualTo(state);
    }

    @Test
    void namesInRecordsAreReadBack() {
        assertThat(Arrays.stream(LeaseStatus.values()))
                .allSatisfy(status -> assertThat(LeaseStatus.of(status.code())).isEqualTo(status));
        assertThat(Arrays.stream(EventType.values()))
                .allSatisfy(type -> assertThat(EventType.of(type.code())).isEqualTo(type));
        assertThatThrownBy(() -> ProfileState.of("free")).hasMessage("'free' is no profile state.");
        assertThatThrownBy(() -> LeaseStatus.of("free")).hasMessage("'free' is no status of a lease.");
        assertThatThrownBy(() -> EventType.of("free")).hasMessage("'free' is no event of the registry.");
    }

    @ParameterizedTest
    @EnumSource
    void onlyAPersonsMovesAreActs(Move move) {
        boolean persons =
                move == Move.APPROVE || move == Move.QUARANTINE || move == Move.DISABLE || move == Move.ENABLE;

        if (persons) {
            assertThat(new PersonAct(move, "Ada", "Why.", false).move()).isEqualTo(move);
        } else {
            assertThatThrownBy(() -> new PersonAct(move, "Ada", "Why.", false))
                    .hasMessage(move + " is no act of a person.");
        }
    }

    @Test
    void anActNeedsANameAndANote() {
        String most = "x".repeat(2_000);

        assertThatThrownBy(() -> new PersonAct(Move.APPROVE, " ", "Why.", false))
                .hasMessageContaining("name");
        assertThatThrownBy(() -> new PersonAct(Move.APPROVE, "Ada", " ", false)).hasMessageContaining("note");
        assertThatThrownBy(() -> new PersonAct(Move.APPROVE, "Ada", most + "x", false))
                .hasMessageContaining("2000");
        assertThatThrownBy(() -> new PersonAct(Move.APPROVE, most + "x", "Why.", false))
                .hasMessageContaining("2000");
        assertThat(new PersonAct(Move.APPROVE, most, most, false).note()).isEqualTo(most);
    }
}
