package io.leasehold.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.CheckoutDeniedException.Action;
import io.leasehold.CheckoutDeniedException.Reason;
import io.leasehold.registry.ProfileState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page about denials has the reasons, actions and gates of the code. Requirement: C5, P8. */
final class DenialDocumentTests {

    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `([a-z_]+)` \\| [^|]+ \\| `([a-z_]+)` \\| ([^|]+) \\| [^|]+ \\|$");
    private static final Pattern GATE = Pattern.compile("(?m)^\\| `([a-z_]+)` \\| [^|]+ \\|$");

    private static String page() throws IOException {
        return Files.readString(Path.of("../docs/guide/why-did-my-run-stop.md"));
    }

    private static String row(Reason reason) {
        String after = Endings.kind(reason)
                .map(kind -> kind.move().to())
                .map(ProfileState::code)
                .orElse("as it was");
        return reason.code() + " " + reason.action().code() + " " + after;
    }

    @Test
    void hasARowOfEachReasonWithItsActionAndWhatBecomesOfTheProfile() throws IOException {
        List<String> rows = ROW.matcher(page())
                .results()
                .map(row -> row.group(1) + " " + row.group(2) + " " + row.group(3))
                .toList();

        assertThat(rows)
                .containsExactlyElementsOf(Arrays.stream(Reason.values())
                        .map(DenialDocumentTests::row)
                        .toList());
    }

    @Test
    void hasTheGatesInTheirOrder() throws IOException {
        assertThat(GATE.matcher(page()).results().map(MatchResult::group).map(row -> row.split("`", -1)[1]))
                .containsExactlyElementsOf(
                        Stream.of(Gate.values()).map(Gate::code).toList());
    }

    @Test
    void hasAWordOnEachAction() throws IOException {
        assertThat(page())
                .contains(Stream.of(Action.values())
                        .map(action -> "`" + action.code() + "`")
                        .toList());
    }
}
