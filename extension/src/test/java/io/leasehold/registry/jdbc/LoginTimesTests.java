package io.leasehold.registry.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.ProfileId;
import io.leasehold.profile.LoginBudget;
import io.leasehold.registry.EventType;
import io.leasehold.registry.LeaseKey;
import io.leasehold.registry.LeaseTiming;
import io.leasehold.registry.LoginAccount;
import io.leasehold.registry.LoginAnswer;
import io.leasehold.registry.LoginRequest;
import io.leasehold.registry.LoginResult;
import io.leasehold.registry.Progress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long a login counts and a pause lasts, to the millisecond.
 *
 * <p>Requirement: C4, C9.
 */
final class LoginTimesTests {

    private static final Duration HALF_MINUTE = Duration.ofSeconds(30);
    private static final Duration MILLI = Duration.ofMillis(1);
    private static final ProfileId SHOP = new ProfileId("shop");
    private static final LoginAccount ADA = new LoginAccount("ada", "https://shop.example:443");

    @TempDir
    private Path folder;

    private SetDialect time;
    private JdbcRegistry registry;
    private LeaseKey key;

    @BeforeEach
    void open() {
        time = new SetDialect(folder);
        registry = time.open();
        key = Requests.acquired(
                registry, Requests.of(SHOP.value(), Requests.here("a"), new LeaseTiming(Duration.ofDays(9))));
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void aLoginIsCountedForTheBudgetsTime() {
        LoginBudget one = LoginBudget.of(1, Duration.ofHours(1), 2);
        registry.beginLogin(LoginRequest.of(key, ADA, one));
        time.passes(Duration.ofHours(1).minus(MILLI));

        assertThat(registry.beginLogin(LoginRequest.of(key, ADA, one)))
                .isInstanceOfSatisfying(LoginAnswer.Spent.class, spent -> {
                    assertThat(spent.left()).isEqualTo(MILLI);
                    assertThat(spent.next()).isEqualTo(time.wall().plus(MILLI));
                });
        time.passes(MILLI);
        assertThat(registry.beginLogin(LoginRequest.of(key, ADA, one))).isInstanceOf(LoginAnswer.Allowed.class);
        assertThat(registry.events(SHOP, 1).get(0).type()).isEqualTo(EventType.LOGIN_BEGUN);
        assertThat(registry.events(SHOP, 1).get(0).reason())
                .isEqualTo("1 of 1 logins within PT1H of ada at https://shop.example:443, 0 refused in a row.");
    }

    @Test
    void aPauseAfterTooManyRequestsEnds() {
        LoginBudget many = LoginBudget.of(100, Duration.ofHours(1), 2);
        LoginRequest limited = LoginRequest.of(key, ADA, many);
        registry.beginLogin(limited);
        registry.endLogin(limited, new LoginResult(LoginResult.Kind.LIMITED, HALF_MINUTE));
        assertThat(registry.events(SHOP, 1).get(0).reason())
                .isEqualTo("The application had too many requests; no login for 30 s.");
        Instant until = time.wall().plus(HALF_MINUTE);
        time.passes(HALF_MINUTE.minus(MILLI));

        assertThat(registry.beginLogin(LoginRequest.of(key, ADA, many)))
                .isEqualTo(new LoginAnswer.Paused(until, MILLI));
        time.passes(MILLI);
        assertThat(registry.beginLogin(LoginRequest.of(key, ADA, many))).isInstanceOf(LoginAnswer.Allowed.class);
    }

    @Test
    void whatNoBudgetCountsAnyMoreIsForgotten() throws SQLException {
        LoginBudget one = LoginBudget.of(100, LoginBudget.LONGEST, 2);
        registry.beginLogin(LoginRequest.of(key, ADA, one));
        time.passes(LoginBudget.LONGEST.minus(MILLI));
        registry.beginLogin(LoginRequest.of(key, ADA, one));
        assertThat(loginRows()).isEqualTo(2);
        time.passes(MILLI);
        registry.beginLogin(LoginRequest.of(key, ADA, one));
        assertThat(loginRows()).isEqualTo(2);

        time.startsAgain("boot-2", LoginBudget.LONGEST.minus(MILLI));
        registry.renew(key, 1, Progress.NONE, Duration.ofDays(9));
        registry.beginLogin(LoginRequest.of(key, ADA, one));
        assertThat(loginRows()).isEqualTo(3);
        time.passes(MILLI);
        registry.beginLogin(LoginRequest.of(key, ADA, one));
        assertThat(loginRows()).isEqualTo(2);
    }

    private long loginRows() throws SQLException {
        try (Connection connection = registry.connection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM account_login")) {
            return row.getLong(1);
        }
    }
}
