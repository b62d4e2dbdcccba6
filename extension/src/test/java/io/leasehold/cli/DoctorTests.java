package io.leasehold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.leasehold.registry.ProfileRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the doctor finds, and which browser would be started.
 *
 * <p>Requirement: P12, P13.
 */
@Tag("browser")
final class DoctorTests {

    private static final String PROFILES =
            "{\"baseUrl\": \"http://127.0.0.1:1\", \"profiles\": {\"shop-admin\": {\"accountId\": \"admin\"}}}";

    @TempDir
    private Path folder;

    private CommandRun command;

    @BeforeEach
    void prepare() throws IOException {
        Files.writeString(folder.resolve("profiles.json"), PROFILES);
        command = CommandRun.in(folder);
    }

    private static JsonNode check(CommandRun.Answer answer, String name) {
        return StreamSupport.stream(answer.json().get("checks").spliterator(), false)
                .filter(check -> check.get("check").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aSoundProjectIsHealthyAndStaysAsItIs() {
        CommandRun.Answer answer = command.run("doctor", "--json").ended(ExitCode.DONE);

        assertThat(answer.json().get("healthy").asBoolean()).isTrue();
        assertThat(answer.json().get("checks").findValuesAsText("check"))
                .containsExactly(
                        "java", "playwright", "browser", "settings", "profiles", "home", "registry", "clock", "leases");
        assertThat(answer.json().get("checks").findValuesAsText("result")).doesNotContain("fail");
        assertThat(check(answer, "playwright").get("message").asText()).matches("Playwright 1\\.\\d+\\.\\d+; .*");
        assertThat(check(answer, "registry").get("fix").isNull()).isTrue();
        assertThat(command.home()).doesNotExist();
    }

    @Test
    void aRegistryThatIsThereIsOpened() {
        command.registry().close();

        CommandRun.Answer answer = command.run("doctor").ended(ExitCode.DONE);

        assertThat(answer.out())
                .containsPattern("ok +registry +.*registry.db opens; version 5 of the tables, 0 profiles")
                .containsPattern("ok +home +.* by this user only");
    }

    @Test
    void mistakesInTheProfilesFileAreShownWithTheirPlaces() throws IOException {
        Files.writeString(folder.resolve("profiles.json"), PROFILES.replace("accountId", "acountId"));

        CommandRun.Answer answer = command.run("doctor", "--json").ended(ExitCode.NOT_DONE);

        assertThat(answer.json().get("healthy").asBoolean()).isFalse();
        assertThat(check(answer, "profiles").get("result").asText()).isEqualTo("fail");
        assertThat(check(answer, "profiles").get("message").asText()).contains("acountId");
    }

    @Test
    void aHomeThatOthersCanReadIsAWarning() throws IOException {
        command.registry().close();
        Files.setPosixFilePermissions(command.home(), PosixFilePermissions.fromString("rwxr-xr-x"));

        CommandRun.Answer answer = command.run("doctor", "--json").ended(ExitCode.DONE);

        assertThat(check(answer, "home").get("result").asText()).isEqualTo("warn");
        assertThat(check(answer, "home").get("fix").asText()).isEqualTo("chmod 700 " + command.home());
    }

    @Test
    void aDamagedRegistryIsAFailure() throws IOException {
        Files.createDirectories(command.home());
        Files.writeString(command.home().resolve("registry.db"), "no database ".repeat(100));

        CommandRun.Answer answer = command.run("doctor", "--json").ended(ExitCode.NOT_DONE);

        assertThat(check(answer, "registry").get("result").asText()).isEqualTo("fail");
        assertThat(check(answer, "registry").get("message").asText()).contains("no SQLite database");
    }

    @Test
    void aHomeThatIsAFileIsAFailure() throws IOException {
        Files.writeString(command.home(), "in the way");

        CommandRun.Answer answer = command.run("doctor", "--json").ended(ExitCode.NOT_DONE);

        assertThat(check(answer, "home").get("result").asText()).isEqualTo("fail");
    }

    @Test
    void profilesThatWaitForSomebodyAreNamed() {
        try (ProfileRegistry registry = command.registry()) {
            History history = new History(registry);
            history.stale("shop-admin", "run-1");
            history.quarantined("shop-clerk", "run-2");
        }

        CommandRun.Answer answer = command.run("doctor", "--json").ended(ExitCode.DONE);

        assertThat(check(answer, "leases").get("result").asText()).isEqualTo("warn");
        assertThat(check(answer, "leases").get("message").asText())
                .contains("shop-admin is stale since", "shop-clerk is quarantined since");
        assertThat(check(answer, "leases").get("fix").asText()).contains("leasehold explain shop-clerk");
    }

    @Test
    void settingsThatCannotBeUsedAreAFailureAndTheRestIsStillLookedAt() {
        CommandRun.Answer answer = command.with("leasehold.leaks", "sometimes")
                .run("doctor", "--json")
                .ended(ExitCode.NOT_DONE);

        assertThat(check(answer, "settings").get("message").asText()).contains("leasehold.leaks is 'sometimes'");
        assertThat(check(answer, "java").get("result").asText()).isEqualTo("ok");
    }

    @Test
    void theBrowserOfThisMachineIsShownWithTheReason() {
        CommandRun.Answer text = command.run("browser").ended(ExitCode.DONE);
        CommandRun.Answer json = command.run("browser", "--json").ended(ExitCode.DONE);

        Path executable = Path.of(json.json().get("headless").get("executable").asText());
        assertThat(executable).isExecutable();
        assertThat(json.json().get("headless").get("origin").asText()).isIn("playwright", "system");
        assertThat(json.json().get("install_headless")).isNotEmpty();
        assertThat(text.out()).contains("headless runs", executable.toString(), "To install one for headless runs: ");
    }

    @Test
    void aProfileWithABrowserOfItsOwnIsShown() throws IOException {
        Files.writeString(
                folder.resolve("profiles.json"),
                PROFILES.replace("\"admin\"", "\"admin\", \"browser\": {\"channel\": \"msedge\"}"));

        CommandRun.Answer answer = command.run("browser", "--json");

        assertThat(answer.json().get("profiles").toString())
                .isEqualTo("[{\"profile_id\":\"shop-admin\",\"browser\":\"msedge\"}]");
    }
}
