package io.leasehold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.registry.EventType;
import io.leasehold.registry.LeaseEvent;
import io.leasehold.registry.LeaseKey;
import io.leasehold.registry.LeaseStatus;
import io.leasehold.registry.Move;
import io.leasehold.registry.PersonAct;
import io.leasehold.registry.ProfileRegistry;
import io.leasehold.registry.ProfileState;
import io.leasehold.registry.Progress;
import io.leasehold.registry.Renewal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a person does by the command, and what stands in the log of it.
 *
 * <p>Requirement: P4, P10, P12.
 */
final class ActingTests {

    @TempDir
    private Path folder;

    private CommandRun command;
    private ProfileRegistry registry;
    private History history;

    @BeforeEach
    void prepare() {
        command = CommandRun.in(folder);
        registry = command.registry();
        history = new History(registry);
    }

    @AfterEach
    void close() {
        registry.close();
    }

    private ProfileState state() {
        return registry.find(History.ADMIN).orElseThrow().state();
    }

    private List<LeaseEvent> events() {
        return registry.events(History.ADMIN, 100);
    }

    @Test
    void aReviewGivesTheProfileBackWithNameAndNote() {
        history.reviewRequired("shop-admin", "run-1");

        CommandRun.Answer answer = command.run(
                        "review",
                        "shop-admin",
                        "--return",
                        "--note",
                        "No code is asked for any more.",
                        "--by",
                        "Ada L.")
                .ended(ExitCode.DONE);

        assertThat(answer.out()).contains("was review_required and is available now, by Ada L.");
        assertThat(state()).isEqualTo(ProfileState.AVAILABLE);
        assertThat(events().subList(0, 2))
                .extracting(LeaseEvent::type)
                .containsExactly(EventType.PROFILE_RETURNED_TO_POOL, EventType.PROFILE_REVIEWED);
        assertThat(events().subList(0, 2)).allSatisfy(event -> {
            assertThat(event.actor().name()).isEqualTo("Ada L.");
            assertThat(event.reason()).isEqualTo("No code is asked for any more.");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "review --quarantine, quarantined, profile_quarantined",
        "review --disable, disabled, profile_disabled",
        "quarantine, quarantined, profile_quarantined",
        "disable, disabled, profile_disabled"
    })
    void everyOtherVerdictIsRecordedToo(String verb, String after, String event) {
        history.reviewRequired("shop-admin", "run-1");
        String[] words = verb.split(" ");

        String[] line = words.length == 2
                ? new String[] {words[0], "shop-admin", words[1], "--note", "Odd.", "--json"}
                : new String[] {words[0], "shop-admin", "--note", "Odd.", "--json"};
        CommandRun.Answer answer = command.run(line).ended(ExitCode.DONE);

        assertThat(answer.json().toString())
                .isEqualTo("{\"done\":true,\"act\":\"" + verb
                        + "\",\"refused_because\":null,\"profile_id\":\"shop-admin\","
                        + "\"by\":\"pat\",\"note\":\"Odd.\",\"forced\":false,\"state_before\":\"review_required\","
                        + "\"state_after\":\"" + after + "\"}");
        assertThat(state().code()).isEqualTo(after);
        assertThat(events().get(0).type().code()).isEqualTo(event);
        assertThat(events().get(0).actor().name()).isEqualTo("pat");
    }

    @Test
    void aDisabledProfileComesBackThroughAReview() {
        history.returned("shop-admin", "run-1");
        command.run("disable", "shop-admin", "--note", "Moved.").ended(ExitCode.DONE);

        CommandRun.Answer answer =
                command.run("enable", "shop-admin", "--note", "Back.").ended(ExitCode.DONE);

        assertThat(answer.err()).contains("leasehold review shop-admin --return");
        assertThat(state()).isEqualTo(ProfileState.REVIEW_REQUIRED);
        command.run("review", "shop-admin", "--return", "--note", "Looked.").ended(ExitCode.DONE);
        assertThat(state()).isEqualTo(ProfileState.AVAILABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"review --return", "review --quarantine", "review --disable", "quarantine", "disable"})
    void aLeaseInUseIsLeftAloneWithoutForce(String verb) {
        LeaseKey key = history.leased("shop-admin", "run-7");
        String[] words = (verb + " shop-admin --json --note why").split(" ");

        CommandRun.Answer answer = command.run(words).ended(ExitCode.NOT_DONE);

        assertThat(answer.err()).contains("held by run run-7 on host ci-1").contains("--force");
        assertThat(answer.json().get("done").asBoolean()).isFalse();
        assertThat(answer.json().get("refused_because").asText()).isEqualTo("needs_force");
        assertThat(answer.json().get("forced").asBoolean()).isFalse();
        assertThat(registry.renew(key, 1, Progress.NONE, Duration.ofSeconds(30)))
                .isInstanceOf(Renewal.Renewed.class);
        assertThat(events()).noneMatch(event -> event.actor().name().equals("pat"));
    }

    @Test
    void aStaleLeaseIsLeftAloneWithoutForce() {
        history.stale("shop-admin", "run-7");

        assertThat(command.run("review", "shop-admin", "--return", "--note", "why")
                        .ended(ExitCode.NOT_DONE)
                        .err())
                .contains("stale, and nobody has inspected it");
        assertThat(state()).isEqualTo(ProfileState.STALE);
    }

    @Test
    void forceEndsTheLeaseAndStandsInTheLog() {
        LeaseKey key = history.leased("shop-admin", "run-7");

        CommandRun.Answer answer = command.run(
                        "review", "shop-admin", "--return", "--force", "--note", "The agent is gone.", "--json")
                .ended(ExitCode.DONE);

        assertThat(answer.json().get("forced").asBoolean()).isTrue();
        assertThat(answer.json().get("state_before").asText()).isEqualTo("leased");
        // The holder is this very process.
        assertThat(answer.err()).contains("is alive and may act on the account until it hears of it");
        assertThat(state()).isEqualTo(ProfileState.AVAILABLE);
        assertThat(events().subList(0, 3))
                .extracting(LeaseEvent::type)
                .containsExactly(
                        EventType.PROFILE_RETURNED_TO_POOL, EventType.PROFILE_REVIEWED, EventType.LEASE_REVOKED);
        assertThat(events().get(2).reason()).isEqualTo("By force: The agent is gone.");
        assertThat(events().get(2).actor().name()).isEqualTo("pat");
        assertThat(registry.leases(History.ADMIN, 1).get(0).status()).isEqualTo(LeaseStatus.REVOKED);
        assertThat(registry.renew(key, 1, Progress.NONE, Duration.ofSeconds(30)))
                .isInstanceOf(Renewal.Lost.class);
    }

    @Test
    void forceWhereNoneIsNeededIsNotCalledForce() {
        history.reviewRequired("shop-admin", "run-1");

        CommandRun.Answer answer =
                command.run("review", "shop-admin", "--return", "--force", "--note", "Looked.", "--json");

        assertThat(answer.json().get("forced").asBoolean()).isFalse();
        assertThat(events()).noneMatch(event -> event.reason().contains("By force"));
    }

    @ParameterizedTest
    @CsvSource({"enable,disabled", "review --return,quarantined or review_required"})
    void whatTheStateDoesNotAllowIsSaidAndNotDone(String verb, String needed) {
        history.returned("shop-admin", "run-1");
        int before = events().size();

        CommandRun.Answer answer =
                command.run((verb + " shop-admin --note why").split(" ")).ended(ExitCode.NOT_DONE);

        assertThat(answer.err())
                .contains("'" + verb + "' is for a profile that is " + needed, "shop-admin is available");
        assertThat(events()).hasSize(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "review shop-admin --return",
                "review shop-admin --note why",
                "review shop-admin --return --disable --note why",
                "review --return --note why",
                "quarantine shop-admin --note",
                "enable shop-admin --force --note why",
                "disable shop-admin --note why --by",
                "events shop-admin --limit 0",
                "events shop-admin --limit -5",
                "events shop-admin --limit 1e3",
                "forget shop-admin",
                ""
            })
    void whatIsNotUnderstoodTouchesNothing(String line) {
        history.reviewRequired("shop-admin", "run-1");
        int before = events().size();

        CommandRun.Answer answer =
                command.run(line.isEmpty() ? new String[0] : line.split(" ")).ended(ExitCode.USAGE);

        assertThat(answer.out()).isEmpty();
        assertThat(answer.err()).isNotBlank().doesNotContain("Exception");
        assertThat(events()).hasSize(before);
    }

    @Test
    void aNoteHasToSaySomething() {
        history.reviewRequired("shop-admin", "run-1");

        assertThat(command.run("review", "shop-admin", "--return", "--note", " \t ")
                        .ended(ExitCode.USAGE)
                        .err())
                .contains("--note is blank");
        assertThat(command.run("review", "shop-admin", "--return", "--note", "n".repeat(2_001))
                        .ended(ExitCode.USAGE)
                        .err())
                .contains("2001 characters", "at most 2000");
        assertThat(state()).isEqualTo(ProfileState.REVIEW_REQUIRED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?", "", "  "})
    void whoActsHasToBeKnown(String user) {
        history.reviewRequired("shop-admin", "run-1");
        command.with("user.name", user);

        assertThat(command.run("review", "shop-admin", "--return", "--note", "Looked.")
                        .ended(ExitCode.USAGE)
                        .err())
                .contains("--by NAME");
        assertThat(command.run("review", "shop-admin", "--return", "--note", "Looked.", "--by", "Ada\u001b[2J")
                        .ended(ExitCode.USAGE)
                        .err())
                .contains("printable");
        assertThat(state()).isEqualTo(ProfileState.REVIEW_REQUIRED);
    }

    @Test
    void aNoteIsDataWhateverStandsInIt() {
        history.reviewRequired("shop-admin", "run-1");
        String note = "'); DELETE FROM lease_event; -- \"${env:HOME}\" %s @/etc/hostname 日本";

        command.run("review", "shop-admin", "--return", "--note", note).ended(ExitCode.DONE);

        assertThat(events().get(0).reason()).isEqualTo(note);
    }

    @Test
    void anUnknownProfileIsNotActedOn() {
        history.returned("shop-admin", "run-1");

        assertThat(command.run("disable", "shop-clerk", "--note", "why")
                        .ended(ExitCode.UNKNOWN_PROFILE)
                        .err())
                .contains("No profile 'shop-clerk' was ever checked out");
        assertThat(registry.profiles()).hasSize(1);
    }

    @Test
    void aProfileMayChangeWhileAPersonLooks() {
        history.reviewRequired("shop-admin", "run-1");
        registry.act(History.ADMIN, new PersonAct(Move.APPROVE, "Grace", "Faster.", false));
        history.leased("shop-admin", "run-2");

        assertThat(command.run("review", "shop-admin", "--return", "--note", "Slow.")
                        .ended(ExitCode.NOT_DONE)
                        .err())
                .contains("held by run run-2");
    }
}
