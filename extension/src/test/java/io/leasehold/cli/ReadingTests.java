package io.leasehold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.leasehold.registry.LeaseKey;
import io.leasehold.registry.ProfileRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterators;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the commands tell of a real registry file, as text and as JSON.
 *
 * <p>Requirement: P10, P11, P12, P13.
 */
final class ReadingTests {

    @TempDir
    private Path folder;

    private CommandRun command;

    @BeforeEach
    void prepare() {
        command = CommandRun.in(folder);
    }

    static List<String> names(JsonNode object) {
        Iterator<String> names = object.fieldNames();
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(names, 0), false)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"profiles", "explain shop-admin", "leases shop-admin", "events shop-admin", "doctor"})
    void lookingMakesNoRegistry(String line) {
        CommandRun.Answer answer = command.run(line.split(" "));

        assertThat(answer.out() + answer.err()).contains("There is no registry of profiles yet at");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void noRegistryYetIsAnEmptyListAndNoError() {
        CommandRun.Answer text = command.run("profiles").ended(ExitCode.DONE);
        assertThat(text.out()).isEmpty();
        assertThat(text.err()).contains("the first test run that checks a profile out makes it");

        assertThat(command.run("profiles", "--json").ended(ExitCode.DONE).json())
                .isEmpty();
    }

    @Test
    void whatAHolderCouldNotSayIsToldToWhoAsksFirst() throws IOException {
        LeaseKey key;
        try (ProfileRegistry registry = command.registry()) {
            key = new History(registry).leased("shop-admin", "run-7");
        }
        Path notes = command.home().resolve("spool").resolve(key.lease() + ".notes");
        Files.createDirectories(notes.getParent());
        Files.writeString(
                notes,
                "%s shop-admin %d 1 1767225600000 Its mutation 1 ended: failed with ***.;\n"
                        .formatted(key.lease(), key.fencingToken()));

        CommandRun.Answer explained = command.run("explain", "shop-admin").ended(ExitCode.DONE);

        assertThat(explained.out())
                .contains(
                        "At 2026-01-01T00:00:00Z, while the registry did not answer: Its mutation 1 ended: failed with");
        assertThat(notes).doesNotExist();
    }

    @Test
    void listsEveryProfileWithStateAndHolder() {
        try (ProfileRegistry registry = command.registry()) {
            History history = new History(registry);
            history.leased("shop-admin", "run-7");
            history.quarantined("shop-clerk", "run-8");
            history.returned("shop-guest", "run-9");
        }

        CommandRun.Answer answer = command.run("profiles").ended(ExitCode.DONE);

        assertThat(answer.out().lines().toList())
                .hasSize(4)
                .satisfiesExactly(
                        head -> assertThat(head).startsWith("PROFILE").contains("STATE", "SINCE"),
                        line -> assertThat(line).contains("shop-admin", "leased", "held by run run-7 on host ci-1"),
                        line -> assertThat(line).contains("shop-clerk", "quarantined", "rename the store"),
                        line -> assertThat(line).contains("shop-guest", "available"));
        assertThat(answer.err()).isEmpty();
    }

    @Test
    void jsonOfProfilesHasStableFields() {
        try (ProfileRegistry registry = command.registry()) {
            new History(registry).leased("shop-admin", "run-7");
        }

        JsonNode profile =
                command.run("profiles", "--json").ended(ExitCode.DONE).json().get(0);

        assertThat(names(profile))
                .containsExactly(
                        "profile_id",
                        "account_id",
                        "platform",
                        "group",
                        "proxy_id",
                        "state",
                        "since",
                        "reason",
                        "fencing_token",
                        "read_at",
                        "lease");
        assertThat(names(profile.get("lease")))
                .containsExactly(
                        "lease_id",
                        "profile_id",
                        "account_id",
                        "worker_id",
                        "run_id",
                        "task_type",
                        "proxy_id",
                        "fencing_token",
                        "lease_status",
                        "release_policy",
                        "host",
                        "process",
                        "lease_started_at",
                        "heartbeat_at",
                        "expires_at",
                        "ended_at",
                        "current_step",
                        "current_url",
                        "last_safe_step",
                        "mutations",
                        "mutation_open");
        assertThat(profile.get("state").asText()).isEqualTo("leased");
        assertThat(profile.get("reason").isNull()).isTrue();
        assertThat(profile.get("lease").get("process").asLong())
                .isEqualTo(ProcessHandle.current().pid());
    }

    @Test
    void listsLeasesTheNewestFirst() {
        try (ProfileRegistry registry = command.registry()) {
            History history = new History(registry);
            history.returned("shop-admin", "run-1");
            history.leased("shop-admin", "run-2");
        }

        assertThat(command.run("leases", "shop-admin").out().lines().skip(1).toList())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("2").contains("active", "run-2", "nightly-export"),
                        line -> assertThat(line).startsWith("1").contains("released", "run-1"));
        assertThat(command.run("leases", "shop-admin", "--json", "--limit", "1").json())
                .hasSize(1);
    }

    @Test
    void listsEventsTheNewestFirstUpToALimit() {
        try (ProfileRegistry registry = command.registry()) {
            new History(registry).quarantined("shop-admin", "run-8");
        }

        JsonNode events =
                command.run("events", "shop-admin", "--json", "--limit", "2").json();

        assertThat(events).hasSize(2);
        assertThat(names(events.get(0)))
                .containsExactly(
                        "profile_id",
                        "sequence",
                        "event_type",
                        "from_state",
                        "to_state",
                        "lease_id",
                        "fencing_token",
                        "happened_at",
                        "actor",
                        "run_id",
                        "task_type",
                        "proxy_id",
                        "reason");
        assertThat(events.get(0).get("event_type").asText()).isEqualTo("profile_quarantined");
        assertThat(command.run("events", "shop-admin").out()).contains("lease_acquired", "available -> leased");
    }

    @Test
    void aStepThatAPageNamedCannotDrawOnTheTerminal() {
        try (ProfileRegistry registry = command.registry()) {
            History history = new History(registry);
            history.reviewRequired("shop-admin", "run-\u001b[31m\u009b2J\u202e8");
        }

        assertThat(command.run("leases", "shop-admin").out()).contains("run-?[31m?2J?8");
        assertThat(command.run("leases", "shop-admin", "--json")
                        .json()
                        .get(0)
                        .get("run_id")
                        .asText())
                .isEqualTo("run-\u001b[31m\u009b2J\u202e8");
    }

    @Test
    void anUnknownProfileIsNamedWithThoseThatAreKnown() {
        try (ProfileRegistry registry = command.registry()) {
            new History(registry).returned("shop-admin", "run-1");
        }

        CommandRun.Answer answer =
                command.run("explain", "shop-amdin", "--json").ended(ExitCode.UNKNOWN_PROFILE);

        assertThat(answer.err()).contains("No profile 'shop-amdin' was ever checked out.", "these: shop-admin.");
        assertThat(names(answer.json())).containsExactly("error", "message");
        assertThat(answer.json().get("error").asText()).isEqualTo("unknown_profile");
    }

    @Test
    void aProfileThatNoRunHasUsedYetIsSaidToBeFree() throws Exception {
        Files.writeString(
                folder.resolve("profiles.json"),
                "{\"baseUrl\": \"http://127.0.0.1:1\", \"profiles\": {\"shop-new\": {\"accountId\": \"new\"}}}");

        assertThat(command.run("explain", "shop-new")
                        .ended(ExitCode.UNKNOWN_PROFILE)
                        .err())
                .contains("The profiles file has it, and no run has checked it out yet");
    }
}
