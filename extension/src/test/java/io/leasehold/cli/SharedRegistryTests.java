package io.leasehold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.fixture.PostgresServer;
import io.leasehold.registry.ProfileRegistry;
import io.leasehold.registry.ProfileState;
import io.leasehold.registry.jdbc.Registries;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The command on a registry that machines share, in a real PostgreSQL; its passwords are told to nobody.
 *
 * <p>Requirement: P12, P13.
 */
@ExtendWith(PostgresServer.Shared.class)
final class SharedRegistryTests {

    private static final String CANARY = "hunter2-canary";

    @TempDir
    private Path folder;

    private final PostgresServer server;
    private String url = "";
    private CommandRun command = CommandRun.in(Path.of(""));

    SharedRegistryTests(PostgresServer server) {
        this.server = server;
    }

    @BeforeEach
    void prepare() {
        url = server.newDatabase();
        command = CommandRun.in(folder).with("leasehold.registry.url", url);
    }

    @Test
    void lookingMakesNoSchema() throws SQLException {
        assertThat(command.run("profiles").ended(ExitCode.DONE).err())
                .contains("There is no registry of profiles yet on the server");
        assertThat(command.run("explain", "shop-admin")
                        .ended(ExitCode.UNKNOWN_PROFILE)
                        .err())
                .contains("on the server");

        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT COUNT(*) FROM pg_namespace WHERE nspname = 'leasehold'")) {
            row.next();
            assertThat(row.getInt(1)).isZero();
        }
        assertThat(command.home()).doesNotExist();
    }

    @Test
    void aPersonSettlesAProfileThere() {
        try (ProfileRegistry registry = Registries.server(url, "", "")) {
            new History(registry).quarantined("shop-admin", "run-8");
            assertThat(command.run("profiles").out()).contains("shop-admin", "quarantined", "rename the store");

            command.run("review", "shop-admin", "--return", "--note", "In order.")
                    .ended(ExitCode.DONE);

            assertThat(registry.find(History.ADMIN).orElseThrow().state()).isEqualTo(ProfileState.AVAILABLE);
            assertThat(registry.events(History.ADMIN, 1).get(0).actor().name()).isEqualTo("pat");
        }
    }

    @Test
    void forceIsNeededAndRecordedThere() {
        try (ProfileRegistry registry = Registries.server(url, "", "")) {
            new History(registry).leased("shop-admin", "run-7");

            command.run("disable", "shop-admin", "--note", "Locked.").ended(ExitCode.NOT_DONE);
            command.run("disable", "shop-admin", "--note", "Locked.", "--force").ended(ExitCode.DONE);

            assertThat(registry.find(History.ADMIN).orElseThrow().state()).isEqualTo(ProfileState.DISABLED);
            assertThat(command.run("events", "shop-admin").out()).contains("lease_revoked", "By force: Locked.");
        }
    }

    @Test
    void theDoctorOpensItWithoutChangingIt() {
        Registries.server(url, "", "").close();

        assertThat(command.run("doctor").out())
                .containsPattern("ok +registry +jdbc:postgresql:.* opens; version 5 of the tables")
                .containsPattern("ok +clock +Deadlines go by the server's clock alone");
    }

    @Test
    void anotherServerIsRefusedUntilAPersonAcceptsIt() throws SQLException {
        try (ProfileRegistry registry = Registries.server(url, "", "")) {
            new History(registry).leased("shop-admin", "run-7");
        }
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE leasehold.registry_info SET server = '1/00000001'");
        }
        assertThat(command.run("profiles").ended(ExitCode.UNUSABLE).err())
                .contains("is not the one that wrote it", "system/timeline 1/00000001", "leasehold accept-server");
        assertThat(command.run("doctor").ended(ExitCode.NOT_DONE).out())
                .containsPattern("fail +registry +The server of the registry at jdbc:postgresql:")
                .contains("leasehold accept-server");
        command.run("accept-server").ended(ExitCode.USAGE);

        assertThat(command.run("accept-server", "--note", "In order.")
                        .ended(ExitCode.DONE)
                        .out())
                .contains("The server is accepted, by pat. These were leased and wait for a review: shop-admin.");

        assertThat(command.run("events", "shop-admin").out())
                .contains("lease_revoked", "Another server is accepted: In order.");
        assertThat(command.run("accept-server", "--note", "Again.", "--json")
                        .ended(ExitCode.NOT_DONE)
                        .json())
                .hasToString(
                        "{\"done\":false,\"refused_because\":\"known\",\"by\":\"pat\",\"note\":\"Again.\",\"profiles\":[]}");
        assertThat(command.run("explain", "shop-admin").out()).contains("review_required");
    }

    @Test
    void passwordsAreInNoMessage() {
        String address = "127.0.0.1:" + server.port() + "/nowhere";
        server.execute("DROP ROLE IF EXISTS told");
        server.execute("CREATE ROLE told LOGIN PASSWORD 'another'");
        for (String one : new String[] {
            "jdbc:postgresql://told:" + CANARY + "@" + address,
            "jdbc:postgresql://" + address + "?user=told&password=" + CANARY,
            "jdbc:postgresql://127.0.0.1:notAPort/x?password=" + CANARY,
            "jdbc:postgresql://127.0.0.1:1/x?user=told&password=" + CANARY
        }) {
            CommandRun.Answer answer = command.with("leasehold.registry.url", one)
                    .withVariable("LEASEHOLD_REGISTRY_PASSWORD", CANARY)
                    .run("profiles", "--json")
                    .ended(ExitCode.UNUSABLE);

            assertThat(answer.out() + answer.err())
                    .contains("127.0.0.1")
                    .doesNotContain(CANARY)
                    .doesNotContain("?user");
            assertThat(answer.json().get("error").asText()).isEqualTo("unusable");
        }
        CommandRun.Answer doctor = command.run("doctor", "--json").ended(ExitCode.NOT_DONE);
        assertThat(doctor.out() + doctor.err()).doesNotContain(CANARY);
    }
}
