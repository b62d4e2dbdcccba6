package io.leasehold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.leasehold.registry.ProfileRegistry;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of an account's logins. Requirement: P11, P12. */
final class ExplainedLoginsTests {

    @TempDir
    private Path folder;

    private CommandRun command = CommandRun.in(Path.of("unused"));

    @BeforeEach
    void prepare() {
        command = CommandRun.in(folder);
    }

    @Test
    void explainCountsTheLoginsOfTheAccount() {
        try (ProfileRegistry registry = command.registry()) {
            new History(registry).signedIn("shop-admin", "run-8");
        }

        assertThat(command.run("explain", "shop-admin").out())
                .containsPattern("logins +2 of 60 within PT1H, the last at \\S+Z by run run-8 \\(refused\\);"
                        + " 1 of 3 refused in a row\n");
        JsonNode logins = command.run("explain", "shop-admin", "--json")
                .json()
                .get("answers")
                .get("logins");
        assertThat(logins.get("logins").asInt()).isEqualTo(2);
        assertThat(logins.get("budget").asInt()).isEqualTo(60);
        assertThat(logins.get("refused_in_a_row").asInt()).isEqualTo(1);
        assertThat(logins.get("last_result").asText()).isEqualTo("refused");
    }

    @Test
    void anAccountThatNobodySignedInHasNone() {
        try (ProfileRegistry registry = command.registry()) {
            new History(registry).returned("shop-admin", "run-8");
        }

        assertThat(command.run("explain", "shop-admin").out()).containsPattern("logins +none");
        assertThat(command.run("explain", "shop-admin", "--json")
                        .json()
                        .get("answers")
                        .get("logins")
                        .isNull())
                .isTrue();
    }
}
