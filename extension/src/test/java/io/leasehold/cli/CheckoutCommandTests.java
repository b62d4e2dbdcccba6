package io.leasehold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.leasehold.ProfileId;
import io.leasehold.fixture.LoginSite;
import io.leasehold.registry.LeaseStatus;
import io.leasehold.registry.ProfileRegistry;
import io.leasehold.registry.ProfileState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command that takes a manifest through the gates outside of a test run. Requirement: C2, C3, C5, C7. */
@Tag("browser")
final class CheckoutCommandTests {

    private static final ProfileId SHOP = new ProfileId("shop");

    @TempDir
    private Path folder;

    private final LoginSite site = LoginSite.start();
    private CommandRun command;

    @BeforeEach
    void prepare() throws IOException {
        System.setProperty("login.site.password", LoginSite.PASSWORD);
        command = CommandRun.in(folder)
                .with("leasehold.evidence", folder.resolve("evidence").toString())
                .with("leasehold.headless", "true");
        Files.writeString(
                folder.resolve("profiles.json"),
                """
                {"baseUrl": "%s", "entryUrl": "/", "profiles": {"shop": {"accountId": "ada",
                  "login": {"url": "/login", "steps": [{"fill": "Email", "with": "ada"},
                    {"fill": "Password", "with": "${property:login.site.password}"},
                    {"click": "Sign in"}, {"expect": "#account"}]},
                  "probe": {"url": "/", "ready": "#account", "loggedOut": "form[action='/login']",
                    "account": {"selector": "#account"}}}}}"""
                        .formatted(site.baseUrl()));
    }

    @AfterEach
    void stop() {
        site.close();
    }

    private String manifest(String more) throws IOException {
        return Files.writeString(
                        folder.resolve("manifest.json"),
                        "{\"taskId\": \"export\", \"profileId\": \"shop\"" + more + "}")
                .toString();
    }

    private ProfileState state() {
        try (ProfileRegistry registry = command.registry()) {
            return registry.find(SHOP).orElseThrow().state();
        }
    }

    @Test
    void anApprovedCheckoutIsToldInWordsAndGivenBack() throws IOException {
        CommandRun.Answer answer =
                command.run("checkout", manifest(", \"accountId\": \"ada\"")).ended(ExitCode.DONE);

        assertThat(answer.out())
                .startsWith("Profile shop for task 'export': approved.\n  passed  evidence_ready (")
                .containsSubsequence("reserve", "session_state", "record_written")
                .contains("The profile is available now.\nEvidence: " + folder.resolve("evidence"));
        assertThat(answer.out() + answer.err()).doesNotContain(LoginSite.PASSWORD);
        try (ProfileRegistry registry = command.registry()) {
            assertThat(registry.leases(SHOP, 1).get(0).status()).isEqualTo(LeaseStatus.RELEASED);
            assertThat(registry.leases(SHOP, 1).get(0).task()).isEqualTo("export");
        }
        assertThat(site.logins()).isEqualTo(1);
    }

    @Test
    void aDenialIsToldAsTheRecordThatWasWritten() throws IOException {
        JsonNode answer = command.run("checkout", manifest(", \"accountId\": \"bob\""), "--json")
                .ended(ExitCode.NOT_DONE)
                .json();

        assertThat(answer.path("done").asBoolean()).isFalse();
        assertThat(answer.path("state_after").asText()).isEqualTo("quarantined");
        assertThat(answer.path("checkout").path("reason").asText()).isEqualTo("account_mismatch");
        assertThat(answer.path("checkout").path("action").asText()).isEqualTo("quarantine");
        assertThat(Path.of(answer.path("evidence").asText())).isDirectoryContaining("glob:**/checkout.json");
        assertThat(state()).isEqualTo(ProfileState.QUARANTINED);
        assertThat(site.requests("/")).isZero();
    }

    @Test
    void aTaskThatIsToBeLeftOutHasAnExitCodeOfItsOwn() throws IOException {
        CommandRun.Answer answer = command.run(
                        "checkout",
                        manifest(
                                ", \"accountId\": \"ada\", \"allowHeadless\": false, \"onCheckoutFailure\": \"abort\""))
                .ended(ExitCode.ABORTED);

        assertThat(answer.out()).isEmpty();
        assertThat(answer.err())
                .contains(
                        "denied.",
                        "  stopped runtime_attached",
                        "[profile=shop reason=missing_browser_context action=stop]")
                .contains("The profile is available now.");
    }

    @Test
    void theManifestMayNameTheFolderForEvidence() throws IOException {
        Path there = folder.resolve("there");

        command.run("checkout", manifest(", \"accountId\": \"bob\", \"evidenceDir\": \"" + there + "\""))
                .ended(ExitCode.NOT_DONE);

        assertThat(there).isDirectoryRecursivelyContaining("glob:**/profiles/shop/checkout.json");
        assertThat(folder.resolve("evidence")).doesNotExist();
    }

    @Test
    void aManifestThatCannotBeUsedTouchesNothing() throws IOException {
        CommandRun.Answer wrong =
                command.run("checkout", manifest(", \"acountId\": \"ada\"")).ended(ExitCode.UNUSABLE);
        assertThat(wrong.err()).contains("unknown field 'acountId'. Did you mean 'accountId'?", "line 1, column ");

        command.run("checkout", folder.resolve("nowhere.json").toString()).ended(ExitCode.UNUSABLE);
        command.run("checkout").ended(ExitCode.USAGE);
        Files.writeString(
                folder.resolve("manifest.json"),
                "{\"taskId\": \"export\", \"profileId\": \"shpo\", \"accountId\": \"ada\"}");
        assertThat(command.run("checkout", folder.resolve("manifest.json").toString())
                        .ended(ExitCode.UNKNOWN_PROFILE)
                        .err())
                .contains("shop");
        assertThat(command.home()).doesNotExist();
        assertThat(folder.resolve("evidence")).doesNotExist();
    }
}
