package io.leasehold.registry.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.ProfileId;
import io.leasehold.registry.Finding;
import io.leasehold.registry.LeaseRecord;
import io.leasehold.registry.ProfileState;
import io.leasehold.registry.ProfileStatus;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A SQLite file of an earlier version. */
final class SqliteUpgradeTests extends UpgradeContract {

    @TempDir
    private Path folder;

    @Override
    TestStore store() {
        return TestStore.sqlite(folder);
    }

    @Override
    List<String> withoutTheGuardOfEvents() {
        return List.of("DROP TRIGGER event_moves", "DROP TRIGGER profile_begins", "DROP TRIGGER profile_kept");
    }

    /** As version 1 wrote it, not as today's version would. */
    private static void writeVersionOne(Path file) throws IOException, SQLException {
        try (InputStream script = SqliteUpgradeTests.class.getResourceAsStream("/registry-version-1.sql");
                Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            String text = new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
            for (String sql : text.split("\n\n")) {
                statement.execute(sql);
            }
        }
    }

    @Test
    void aFileThatVersionOneWroteIsReadAndSettled(@TempDir Path old) throws IOException, SQLException {
        writeVersionOne(old.resolve("registry.db"));
        try (JdbcRegistry registry = TestStore.sqlite(old).open()) {
            ProfileStatus shop = registry.find(new ProfileId("shop")).orElseThrow();
            assertThat(shop.state()).isEqualTo(ProfileState.STALE);
            assertThat(shop.lease().map(LeaseRecord::task)).contains("checkout");
            var claim = registry.claim(shop.id(), Requests.here("i"), Duration.ofMinutes(1), Requests.NOBODY_GONE)
                    .orElseThrow();
            registry.settle(claim, Finding.clear("All is gone."));
            assertThat(Requests.acquired(registry, Requests.of("shop", Requests.here("a"), Requests.LONG))
                            .fencingToken())
                    .isEqualTo(2);
            assertThat(LogChecker.violations(registry)).isEmpty();
        }
    }
}
