package io.leasehold.registry.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.leasehold.profile.LoginBudget;
import io.leasehold.registry.LeaseKey;
import io.leasehold.registry.LoginAnswer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The login budget in a SQLite file, which has no clock of its own. */
final class SqliteLoginBudgetTests extends LoginBudgetContract {

    @TempDir
    private Path folder;

    @Override
    TestStore store() {
        return TestStore.sqlite(folder);
    }

    @Test
    void aRestartOfTheMachineForgetsNoLoginThatMayStillCount() throws SQLException {
        Duration up = Duration.ofMillis(Requests.clock().millis());
        assumeTrue(
                up.compareTo(LoginBudget.LONGEST.minusHours(1)) < 0,
                "This machine has run for " + up + ": every login before its start is older than any budget.");
        LeaseKey lease = lease("admin");
        LoginBudget beforeTheStart = LoginBudget.of(1, up.plusMinutes(30), 3);
        LoginBudget sinceTheStart = LoginBudget.of(1, up.dividedBy(2), 3);
        registry().beginLogin(login(lease, sinceTheStart));
        // As if the machine had been restarted since.
        try (Connection connection = registry().connection();
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE account_login SET begun_era = 'the boot before'");
        }

        assertThat(registry().beginLogin(login(lease, beforeTheStart))).isInstanceOf(LoginAnswer.Spent.class);
        assertThat(registry().beginLogin(login(lease, sinceTheStart))).isInstanceOf(LoginAnswer.Allowed.class);
    }
}
