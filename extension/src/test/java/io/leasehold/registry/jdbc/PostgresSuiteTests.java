package io.leasehold.registry.jdbc;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.LeaseLostException;
import io.leasehold.LeasedPage;
import io.leasehold.PageLease;
import io.leasehold.ProfileId;
import io.leasehold.RegistryException;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.PostgresServer;
import io.leasehold.fixture.SuiteRun;
import io.leasehold.fixture.Waiting;
import io.leasehold.registry.EventType;
import io.leasehold.registry.LeaseEvent;
import io.leasehold.registry.ProfileState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult.Status;

/** Tests in a browser whose profiles are checked out at a PostgreSQL that goes away and comes back. Requirement: P5, P13. */
@Tag("browser")
@Tag("fault")
@ExtendWith(PostgresServer.Shared.class)
final class PostgresSuiteTests {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final AtomicReference<@Nullable TcpRelay> RELAY = new AtomicReference<>();

    private static TcpRelay relay() {
        return Objects.requireNonNull(RELAY.get());
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
                relay().set(TcpRelay.Line.DOWN);
                try {
                    lease.page().reload();
                    assertThat(lease.page().locator("#account")).hasText("shop");
                } finally {
                    relay().set(TcpRelay.Line.WHOLE);
                }
            }
            assertThat(change(lease)).isEqualTo(Change.DONE);
        }
    }

    static final class CutOffTestCase {
        @RepeatedTest(3)
        void visits(@LeasedPage(profile = "shop", startAt = "/") PageLease lease, RepetitionInfo info) {
            if (info.getCurrentRepetition() == 2) {
                relay().set(TcpRelay.Line.DOWN);
                try {
                    assertThat(Waiting.until(LIMIT, () -> change(lease) == Change.LEASE_LOST))
                            .as("it stops by itself")
                            .isTrue();
                } finally {
                    relay().set(TcpRelay.Line.WHOLE);
                }
                assertThat(Waiting.until(LIMIT, () -> change(lease) == Change.DONE))
                        .as("it goes on: nobody had called it missed")
                        .isTrue();
            }
            assertThat(change(lease)).isEqualTo(Change.DONE);
        }
    }

    private record Seen(SuiteRun.Outcome outcome, ProfileState state, List<EventType> events) {}

    private static Seen run(PostgresServer server, Path folder, Class<?> testCase, String ttl) {
        System.setProperty("login.site.password", LoginSite.PASSWORD);
        String url = server.newDatabase();
        try (LoginSite site = LoginSite.start();
                TcpRelay relay = new TcpRelay(server.port())) {
            RELAY.set(relay);
            SuiteRun.Outcome outcome = SuiteRun.of(folder, testCase)
                    .profiles(
                            """
                            {"baseUrl": "%s", "entryUrl": "/", "profiles": {"shop": {"accountId": "shop", "ttl": "%s",
                             "login": {"url": "/login", "steps": [
                              {"fill": "Email", "with": "shop"},
                              {"fill": "Password", "with": "${property:login.site.password}"},
                              {"click": "Sign in"}, {"expect": "#account"}]},
                             "probe": {"url": "/", "ready": "#account", "loggedOut": "form[action='/login']"}}}}"""
                                    .formatted(site.baseUrl(), ttl))
                    .with("leasehold.registry.url", relay.before(url).text())
                    .run();
            assertThat(site.logins()).isEqualTo(1);
            try (JdbcRegistry direct = new StoreAddress(url).open()) {
                ProfileId shop = new ProfileId("shop");
                return new Seen(
                        outcome,
                        direct.find(shop).orElseThrow().state(),
                        direct.events(shop, 500).stream().map(LeaseEvent::type).toList());
            }
        } finally {
            RELAY.set(null);
        }
    }

    private static void allPassedWithOneLease(Seen seen, Path folder) {
        assertThat(seen.outcome().failures()).isEmpty();
        assertThat(seen.outcome().tests(Status.SUCCESSFUL)).isEqualTo(3);
        assertThat(seen.state()).isEqualTo(ProfileState.AVAILABLE);
        assertThat(seen.events())
                .containsOnlyOnce(EventType.LEASE_ACQUIRED, EventType.LEASE_RELEASED_CLEANLY)
                .doesNotContain(EventType.INSPECTION_BEGUN, EventType.PROFILE_QUARANTINED);
        assertThat(folder.resolve("home/registry.db")).doesNotExist();
    }

    @Test
    void aShortCutIsNoticedByNoTest(PostgresServer server, @TempDir Path folder) {
        allPassedWithOneLease(run(server, folder, VisitorsTestCase.class, "PT30S"), folder);
    }

    @Test
    void aLongCutStopsChangesUntilTheServerIsBack(PostgresServer server, @TempDir Path folder) {
        allPassedWithOneLease(run(server, folder, CutOffTestCase.class, "PT12S"), folder);
    }
}
