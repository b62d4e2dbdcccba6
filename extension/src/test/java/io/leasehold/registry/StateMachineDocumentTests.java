package io.leasehold.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The page about the states has the table of the code, and a picture made from it.
 *
 * <p>Requirement: P4.
 */
final class StateMachineDocumentTests {

    private static String page() throws IOException {
        return Files.readString(Path.of("../docs/state-machine.md"));
    }

    private static String code(Move move) {
        return move.name().toLowerCase(Locale.ROOT);
    }

    private static Stream<ProfileState> from(Move move) {
        return move.from().stream().sorted(Comparator.naturalOrder());
    }

    @Test
    void hasTheTable() throws IOException {
        String head = "| move | "
                + Arrays.stream(ProfileState.values()).map(ProfileState::code).collect(Collectors.joining(" | "))
                + " |\n| --- |" + " --- |".repeat(ProfileState.values().length) + "\n";
        String rows = Arrays.stream(Move.values())
                .map(move -> "| " + code(move) + " | "
                        + Arrays.stream(ProfileState.values())
                                .map(state ->
                                        move.from(state).map(ProfileState::code).orElse("-"))
                                .collect(Collectors.joining(" | "))
                        + " |\n")
                .collect(Collectors.joining());

        assertThat(page()).contains(head + rows);
    }

    @Test
    void hasThePicture() throws IOException {
        String picture = "```mermaid\nstateDiagram-v2\n    [*] --> available\n"
                + Arrays.stream(Move.values())
                        .flatMap(move -> from(move)
                                .map(state -> "    " + state.code() + " --> "
                                        + move.to().code() + ": " + code(move) + "\n"))
                        .collect(Collectors.joining())
                + "```\n";

        assertThat(page()).contains(picture);
    }

    @Test
    void hasAWordOnEachStateMoveAndEvent() throws IOException {
        List<String> wanted = Stream.concat(
                        Arrays.stream(ProfileState.values()).map(state -> "| " + state.code() + " | "),
                        Arrays.stream(Move.values())
                                .map(move -> "| " + code(move) + " | `"
                                        + move.event().code() + "` | "))
                .toList();

        assertThat(page()).contains(wanted);
    }
}
