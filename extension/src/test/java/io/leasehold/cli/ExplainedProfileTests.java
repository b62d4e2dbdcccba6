package io.leasehold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.leasehold.evidence.RunFolder;
import io.leasehold.registry.Move;
import io.leasehold.registry.PersonAct;
import io.leasehold.registry.ProfileRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code explain} answers about the last use of a profile.
 *
 * <p>Requirement: P11, P12.
 */
final class ExplainedProfileTests {

    @TempDir
    private Path folder;

    private CommandRun command;

    @BeforeEach
    void prepare() {
        command = CommandRun.in(folder);
    }

    @Test
    void explainAnswersWhatPeopleAsk() {
        try (ProfileRegistry registry = command.registry()) {
            new History(registry).quarantined("shop-admin", "run-8");
        }

        CommandRun.Answer answer = command.run("explain", "shop-admin").ended(ExitCode.DONE);

        assertThat(answer.out())
                .startsWith("shop-admin (account admin@shop.example): quarantined")
                .contains("It is quarantined since", "leasehold review shop-admin --return --note")
                .containsPattern("used last by +run run-8 on host ci-1, process \\d+, from ")
                .containsPattern("for the task +nightly-export")
                .containsPattern("through the proxy +proxy-eu")
                .containsPattern(
                        "state changed by +holder-run-8@ci-1 for the task 'nightly-export', profile_quarantined")
                .containsPattern("ended cleanly +no, profile_quarantined by holder-run-8@ci-1 at ")
                .containsPattern("reviewed +no\n")
                .containsPattern("quarantined because +profile_quarantined by .*rename the store")
                .containsPattern("evidence +none here; host ci-1 may have the folder of run run-8")
                .contains("leased -> quarantined");
    }

    @Test
    void explainNamesTheFolderWithTheEvidenceOfTheRun(@TempDir Path evidence) {
        command.with("leasehold.evidence", evidence.toString());
        RunFolder.create(evidence, Clock.systemUTC()).close();
        try (RunFolder run = RunFolder.create(evidence, Clock.systemUTC(), "run-8");
                ProfileRegistry registry = command.registry()) {
            new History(registry).quarantined("shop-admin", run.runId());

            assertThat(command.run("explain", "shop-admin").out())
                    .containsPattern("evidence +" + Pattern.quote(run.path().toString()) + "\n");
            assertThat(command.run("explain", "shop-admin", "--json")
                            .json()
                            .get("answers")
                            .get("evidence")
                            .asText())
                    .isEqualTo(run.path().toString());
        }
    }

    @Test
    void explainTellsWhoReviewedTheLastLease() {
        try (ProfileRegistry registry = command.registry()) {
            new History(registry).quarantined("shop-admin", "run-8");
            registry.act(History.ADMIN, new PersonAct(Move.APPROVE, "Ada", "The name is as before.", false));
        }

        JsonNode answers = command.run("explain", "shop-admin", "--json").json().get("answers");

        assertThat(ReadingTests.names(answers))
                .containsExactly(
                        "used_last_by",
                        "task_type",
                        "proxy_id",
                        "state_changed_by",
                        "ended_cleanly",
                        "ended_with",
                        "reviewed",
                        "quarantined_because",
                        "logins",
                        "evidence");
        assertThat(answers.get("used_last_by").asText()).isEqualTo("run-8");
        assertThat(answers.get("ended_cleanly").isBoolean()).isTrue();
        assertThat(answers.get("ended_cleanly").asBoolean()).isFalse();
        assertThat(answers.get("reviewed").get("actor").asText()).isEqualTo("Ada");
        assertThat(answers.get("reviewed").get("reason").asText()).isEqualTo("The name is as before.");
        assertThat(answers.get("quarantined_because").isNull()).isTrue();
    }

    @Test
    void aReviewOfAnEarlierLeaseIsNoneOfTheLast() {
        try (ProfileRegistry registry = command.registry()) {
            History history = new History(registry);
            history.quarantined("shop-admin", "run-8");
            registry.act(History.ADMIN, new PersonAct(Move.APPROVE, "Ada", "In order.", false));
            history.returned("shop-admin", "run-9");
        }

        JsonNode answers = command.run("explain", "shop-admin", "--json").json().get("answers");

        assertThat(answers.get("used_last_by").asText()).isEqualTo("run-9");
        assertThat(answers.get("ended_cleanly").asBoolean()).isTrue();
        assertThat(answers.get("reviewed").isNull()).isTrue();
    }

    @Test
    void aLeaseThatIsHeldHasNotEnded() {
        try (ProfileRegistry registry = command.registry()) {
            new History(registry).leased("shop-admin", "run-7");
        }

        assertThat(command.run("explain", "shop-admin").out())
                .containsPattern("ended cleanly +it has not ended")
                .contains("Wait until it is given back.");
        assertThat(command.run("explain", "shop-admin", "--json")
                        .json()
                        .get("answers")
                        .get("ended_cleanly")
                        .isNull())
                .isTrue();
    }
}
