package io.leasehold.registry.jdbc;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.leasehold.LeaseLostException;
import io.leasehold.LeasedPage;
import io.leasehold.PageLease;
import io.leasehold.ProfileId;
import io.leasehold.RegistryException;
import io.leasehold.fixture.Command;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.PostgresServer;
import io.leasehold.fixture.SuiteRun;
import io.leasehold.fixture.Waiting;
import io.leasehold.registry.EventType;
import io.leasehold.registry.LeaseEvent;
import io.leasehold.registry.ProfileState;
import io.leasehold.registry.ServerAcceptance;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult.Status;

/**
 * Tests in a browser whose registry goes away and comes back: a PostgreSQL, or a file that somebody locks.
 *
 * <p>Requirement: P3, P5, P13.
 */
@Tag("browser")
@Tag("fault")
@ExtendWith(PostgresServer.Shared.class)
final class AwayRegistryTests {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final AtomicReference<@Nullable Away> AWAY = new AtomicReference<>();

    /** How the registry goes away and comes back. */
    private record Away(Runnable go, Runnable comeBack) {}

    private static Away registry() {
        return Objects.requireNonNull(AWAY.get());
    }

    private enum Change {
        DONE,
        NOT_WRITTEN_DOWN,
        LEASE_LOST
    }

    private static Change change(PageLease lease) {
        AtomicInteger ran = new AtomicInteger();
        Change change = Change.DONE;
        try {
            lease.mutation("rename", ran::incrementAndGet).confirm();
        } catch (LeaseLostException e) {
            change = Change.LEASE_LOST;
        } catch (RegistryException e) {
            change = Change.NOT_WRITTEN_DOWN;
        }
        assertThat(ran).as("nothing is changed that nobody wrote down").hasValue(change == Change.DONE ? 1 : 0);
        return change;
    }

    static final class VisitorsTestCase {
        @RepeatedTest(3)
        void visits(@LeasedPage(profile = "shop", startAt = "/") PageLease lease, RepetitionInfo info) {
            if (info.getCurrentRepetition() == 2) {
                registry().go().run();
                try {
                    lease.page().reload();
                    assertThat(lease.page().locator("#account")).hasText("shop");
                } finally {
                    registry().comeBack().run();
                }
            }
            assertThat(change(lease)).isEqualTo(Change.DONE);
        }
    }

    static final class StoppedTestCase {
        @RepeatedTest(3)
        void visits(@LeasedPage(profile = "shop", startAt = "/") PageLease lease, RepetitionInfo info) {
            if (info.getCurrentRepetition() == 2) {
                registry().go().run();
                try {
                    assertThat(Waiting.until(LIMIT, () -> change(lease) == Change.LEASE_LOST))
                            .as("it stops by itself")
                            .isTrue();
                } finally {
                    registry().comeBack().run();
                }
                assertThat(Waiting.until(LIMIT, () -> change(lease) == Change.DONE))
                        .as("it goes on: nobody had called it missed")
                        .isTrue();
            }
            assertThat(change(lease)).isEqualTo(Change.DONE);
        }
    }

    static final class OvertakenTestCase {
        @Test
        void visits(@LeasedPage(profile = "shop", startAt = "/") PageLease lease) {
            assertThat(change(lease)).isEqualTo(Change.DONE);
            registry().go().run();
            assertThat(Waiting.until(LIMIT, () -> change(lease) == Change.LEASE_LOST))
                    .as("it stops by itself")
                    .isTrue();
            registry().comeBack().run();
            assertThat(change(lease)).isNotEqualTo(Change.DONE);
        }
    }

    static final class VisitorTestCase {
        @Test
        void visits(@LeasedPage(profile = "shop", startAt = "/") Page page) {
            assertThat(page.locator("#account")).hasText("shop");
        }
    }

    private record Ran(SuiteRun.Outcome outcome, int logins) {}

    private record Seen(SuiteRun.Outcome outcome, int logins, ProfileState state, List<EventType> events) {}

    private static Seen run(Path folder, Class<?> testCase, String ttl, StoreAddress address) {
        Ran ran = ran(folder, testCase, ttl, address);
        try (JdbcRegistry direct = address.open()) {
            ProfileId shop = new ProfileId("shop");
            return new Seen(
                    ran.outcome(),
                    ran.logins(),
                    direct.find(shop).orElseThrow().state(),
                    direct.events(shop, 500).stream().map(LeaseEvent::type).toList());
        }
    }

    private static Ran ran(Path folder, Class<?> testCase, String ttl, StoreAddress address) {
        System.setProperty("login.site.password", LoginSite.PASSWORD);
        try (LoginSite site = LoginSite.start()) {
            SuiteRun suite = SuiteRun.of(folder, testCase)
                    .profiles(
                            """
                            {"baseUrl": "%s", "entryUrl": "/", "profiles": {"shop": {"accountId": "shop", "ttl": "%s",
                             "login": {"url": "/login", "steps": [
                              {"fill": "Email", "with": "shop"},
                              {"fill": "Password", "with": "${property:login.site.password}"},
                              {"click": "Sign in"}, {"expect": "#account"}]},
                             "probe": {"url": "/", "ready": "#account", "loggedOut": "form[action='/login']"}}}}"""
                                    .formatted(site.baseUrl(), ttl));
            SuiteRun.Outcome outcome =
                    (address.isFile() ? suite : suite.with("leasehold.registry.url", address.text())).run();
            return new Ran(outcome, site.logins());
        }
    }

    private static <T> T during(Away away, Supplier<T> run) {
        AWAY.set(away);
        try {
            return run.get();
        } finally {
            AWAY.set(null);
        }
    }

    private static void allPassedWithOneLease(Seen seen) {
        assertThat(seen.outcome().failures()).isEmpty();
        assertThat(seen.outcome().tests(Status.SUCCESSFUL)).isEqualTo(3);
        assertThat(seen.logins()).isEqualTo(1);
        assertThat(seen.state()).isEqualTo(ProfileState.AVAILABLE);
        assertThat(seen.events())
                .containsOnlyOnce(EventType.LEASE_ACQUIRED, EventType.LEASE_RELEASED_CLEANLY)
                .doesNotContain(EventType.INSPECTION_BEGUN, EventType.PROFILE_QUARANTINED);
    }

    @Test
    void aShortCutIsNoticedByNoTest(PostgresServer server, @TempDir Path folder) {
        try (TcpRelay relay = new TcpRelay(server.port())) {
            Away cut = new Away(() -> relay.set(TcpRelay.Line.DOWN), () -> relay.set(TcpRelay.Line.WHOLE));
            StoreAddress address = relay.before(server.newDatabase());

            allPassedWithOneLease(during(cut, () -> run(folder, VisitorsTestCase.class, "PT30S", address)));
            assertThat(folder.resolve("home/registry.db")).doesNotExist();
        }
    }

    @Test
    void aServerThatIsStoppedStopsChangesUntilItIsStartedAgain(@TempDir Path folder) {
        try (PostgresServer own = PostgresServer.start(folder.resolve("data"))) {
            Away stopped = new Away(own::stop, own::startAgain);

            StoreAddress address = new StoreAddress(own.newDatabase());
            allPassedWithOneLease(during(stopped, () -> run(folder, StoppedTestCase.class, "PT12S", address)));
        }
    }

    /** Somebody who looks into the file with a tool, and leaves a transaction open. */
    private static final class Tool {
        private final Path file;
        private @Nullable Connection connection;

        Tool(Path file) {
            this.file = file;
        }

        void lock() {
            try {
                connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                execute("BEGIN IMMEDIATE");
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        }

        void leave() {
            try {
                execute("ROLLBACK");
                Objects.requireNonNull(connection).close();
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        }

        private void execute(String sql) throws SQLException {
            try (Statement statement = Objects.requireNonNull(connection).createStatement()) {
                statement.execute(sql);
            }
        }
    }

    @Test
    void aFileThatAToolLocksStopsChangesUntilItIsFree(@TempDir Path folder) {
        StoreAddress address = StoreAddress.sqlite(folder.resolve("home"));
        Tool tool = new Tool(address.file());
        Away locked = new Away(tool::lock, tool::leave);

        allPassedWithOneLease(during(locked, () -> run(folder, StoppedTestCase.class, "PT12S", address)));
    }

    /** As after a fail-over: whether the last commits were missed nobody can tell. */
    @Test
    void aServerThatTookOverIsUsedByNoRunUntilAPersonAcceptsIt(@TempDir Path folder) {
        Path data = folder.resolve("data");
        try (PostgresServer own = PostgresServer.start(data)) {
            StoreAddress address = new StoreAddress(own.newDatabase());
            Away overtaken = new Away(own::stop, () -> own.startAsSuccessor(data));

            Ran inTheMiddle = during(overtaken, () -> ran(folder, OvertakenTestCase.class, "PT12S", address));
            Ran afterwards = ran(folder, VisitorTestCase.class, "PT30S", address);
            ServerAcceptance accepted =
                    Registries.acceptServer(address.text(), "", "", "Ada", "The account is in order.");
            Seen reviewed = run(folder, VisitorTestCase.class, "PT30S", address);

            assertThat(inTheMiddle.outcome().failures()).isEmpty();
            assertThat(afterwards.outcome().failureOf("visits"))
                    .hasStackTraceContaining("is not the one that wrote it")
                    .hasStackTraceContaining("leasehold accept-server");
            assertThat(afterwards.logins()).isZero();
            assertThat(accepted.ended()).containsExactly(new ProfileId("shop"));
            assertThat(reviewed.outcome().failureOf("visits")).hasStackTraceContaining("shop --return");
            assertThat(reviewed.logins()).isZero();
            assertThat(reviewed.state()).isEqualTo(ProfileState.REVIEW_REQUIRED);
        }
    }

    /** As after a copy of its files was put back, which keeps the timeline. */
    @Test
    void aServerThatComesBackWithOlderRowsGivesNoTokenTwice(@TempDir Path folder) {
        Path data = folder.resolve("data");
        Path copy = folder.resolve("copy");
        try (PostgresServer own = PostgresServer.start(data)) {
            StoreAddress address = new StoreAddress(own.newDatabase());
            assertThat(run(folder, VisitorTestCase.class, "PT30S", address)
                            .outcome()
                            .failures())
                    .isEmpty();
            own.stop();
            assertThat(Command.run("cp", "-a", data.toString(), copy.toString()))
                    .isTrue();
            own.startAgain();
            assertThat(run(folder, VisitorTestCase.class, "PT30S", address)
                            .outcome()
                            .failures())
                    .isEmpty();
            own.stop();
            assertThat(Command.run("rm", "-r", data.toString())).isTrue();
            assertThat(Command.run("mv", copy.toString(), data.toString())).isTrue();
            own.startAgain();

            Seen seen = run(folder, VisitorTestCase.class, "PT30S", address);

            assertThat(seen.outcome().failureOf("visits"))
                    .hasStackTraceContaining("The registry gave fencing token 2, and this machine has seen 2")
                    .hasStackTraceContaining("restored from an older copy, or lost its last commits");
            assertThat(seen.logins()).isZero();
            assertThat(seen.state()).isEqualTo(ProfileState.REVIEW_REQUIRED);
        }
    }
}
