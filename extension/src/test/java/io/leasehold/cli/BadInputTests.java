package io.leasehold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.registry.ProfileRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Ids and files that cannot be used get a clear message, and nothing is touched.
 *
 * <p>Requirement: P12, P13.
 */
final class BadInputTests {

    @TempDir
    private Path folder;

    private CommandRun command;

    @BeforeEach
    void prepare() {
        command = CommandRun.in(folder);
    }

    static List<String> badIds() {
        return List.of(
                "'; DROP TABLE profile; --",
                "shop-admin' OR '1'='1",
                "../../etc/passwd",
                "/etc/passwd",
                "a/b",
                "C:\\windows",
                "x".repeat(10_240),
                "shop\u001b[31madmin",
                "shop\nadmin",
                "shop\u0000admin",
                "shop\u202eadmin",
                "<script>alert(1)</script>",
                "${sys:user.home}",
                "@argfile",
                "sh\u043ep-admin",
                "",
                " ",
                ".hidden");
    }

    static Stream<List<String>> commandsWithBadIds() {
        return badIds().stream()
                .flatMap(id -> Stream.of(
                        List.of("explain", id),
                        List.of("events", id, "--json"),
                        List.of("review", id, "--return", "--force", "--note", "why"),
                        List.of("login", id)));
    }

    @ParameterizedTest
    @MethodSource("commandsWithBadIds")
    void aBadIdIsRefusedBeforeAnythingIsOpened(List<String> line) {
        CommandRun.Answer answer = command.run(line.toArray(String[]::new)).ended(ExitCode.USAGE);

        assertThat(answer.err()).contains("is not a profile id: it must start with a letter or a digit");
        assertThat(answer.err().strip()).hasSizeLessThan(800).doesNotContainPattern("[\\p{Cc}&&[^\\n]]|\u202e");
        assertThat(answer.out()).isEmpty();
        assertThat(command.home()).doesNotExist();
    }

    @Test
    void anArgumentIsNeverAFileToBeReadFrom() throws IOException {
        Path file = Files.writeString(folder.resolve("arguments"), "shop-admin");

        assertThat(command.run("explain", "@" + file).ended(ExitCode.USAGE).err())
                .contains("is not a profile id");
    }

    @Test
    void aFileThatIsNoDatabaseIsLeftAsItIs() throws IOException {
        Files.createDirectories(command.home());
        Path file = Files.writeString(command.home().resolve("registry.db"), "This is a shopping list. ".repeat(50));
        byte[] before = Files.readAllBytes(file);

        CommandRun.Answer answer = command.run("profiles", "--json").ended(ExitCode.UNUSABLE);

        assertThat(answer.err()).contains("no SQLite database", file.toString()).doesNotContain("Exception");
        assertThat(answer.json().get("error").asText()).isEqualTo("unusable");
        assertThat(file).hasBinaryContent(before);
    }

    @Test
    void aFolderInTheFilesPlaceIsSaid() throws IOException {
        Files.createDirectories(command.home().resolve("registry.db"));

        assertThat(command.run("profiles").ended(ExitCode.UNUSABLE).err()).contains("registry.db");
    }

    @Test
    void aRegistryOfANewerLeaseholdIsRefused() throws Exception {
        command.registry().close();
        Path file = command.home().resolve("registry.db");
        try (var connection = java.sql.DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE registry_info SET schema_version = 99");
        }

        assertThat(command.run("profiles").ended(ExitCode.UNUSABLE).err())
                .contains("has version 99", "Use the newest Leasehold");
    }

    @Test
    void settingsThatCannotBeUsedAreNamed() {
        command.with("leasehold.registry.url", "jdbc:mysql://pat:hunter2-canary@db/shop?password=hunter2-canary");

        CommandRun.Answer answer = command.run("profiles").ended(ExitCode.UNUSABLE);

        assertThat(answer.err()).contains("leasehold.registry.url is not a JDBC URL of PostgreSQL");
        assertThat(answer.out() + answer.err()).doesNotContain("hunter2-canary");
    }

    @Test
    void optionsOfTheCommandComeBeforeSettings() {
        Path other = folder.resolve("other");
        CommandRun elsewhere = CommandRun.in(other);
        try (ProfileRegistry registry = elsewhere.registry()) {
            new History(registry).returned("shop-guest", "run-1");
        }

        assertThat(command.run("profiles").out()).isEmpty();
        assertThat(command.run("profiles", "--home", elsewhere.home().toString())
                        .out())
                .contains("shop-guest");
        assertThat(command.run("profiles", "--registry-url", "jdbc:mysql://x").code())
                .isEqualTo(ExitCode.UNUSABLE.code());
    }

    @Test
    void helpListsTheExitCodes() {
        CommandRun.Answer answer = command.run("--help").ended(ExitCode.DONE);

        assertThat(answer.out())
                .contains("profiles", "explain", "review", "doctor")
                .containsPattern(" 4 +there is no such profile")
                .containsPattern("70 +a mistake");
        assertThat(new String(answer.out().getBytes(StandardCharsets.US_ASCII), StandardCharsets.US_ASCII))
                .isEqualTo(answer.out());
    }
}
