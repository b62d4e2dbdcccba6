package io.leasehold.registry.jdbc;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.leasehold.LeasedPage;
import io.leasehold.ProfileId;
import io.leasehold.RegistryException;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.PostgresServer;
import io.leasehold.fixture.SuiteRun;
import io.leasehold.registry.EventType;
import io.leasehold.registry.ProfileState;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server grants a checkout, goes away before it can say so, and comes back when the run has given up.
 *
 * <p>Requirement: P3, P8, P10, P13.
 */
@Tag("browser")
@Tag("fault")
@ExtendWith(PostgresServer.Shared.class)
final class UnheardCheckoutTests {

    private static final ProfileId SHOP = new ProfileId("shop");
    private static final AtomicReference<@Nullable TcpRelay> RELAY = new AtomicReference<>();

    private final TcpRelay relay;
    private final StoreAddress address;
    private final StoreAddress direct;

    @TempDir
    private Path folder;

    UnheardCheckoutTests(PostgresServer server) {
        String url = server.newDatabase();
        this.relay = new TcpRelay(server.port());
        this.address = relay.before(url);
        this.direct = new StoreAddress(url);
    }

    @BeforeEach
    void prepare() {
        // The run finds its tables made, so that what it adds first is the profile.
        direct.open().close();
        RELAY.set(relay);
    }

    @AfterEach
    void close() {
        RELAY.set(null);
        relay.close();
    }

    private static TcpRelay line() {
        return Objects.requireNonNull(RELAY.get());
    }

    /** Its test gets no page. */
    static final class VisitorTestCase {
        @BeforeEach
        void go() {
            line().goDownAtNextAddition();
        }

        @AfterEach
        void comeBack() {
            line().set(TcpRelay.Line.WHOLE);
        }

        @Test
        void visits(@LeasedPage(profile = "shop", startAt = "/") Page page) {
            assertThat(page.locator("#account")).hasText("shop");
        }
    }

    @Test
    void itIsGivenBackAtTheEndOfTheRun() {
        System.setProperty("login.site.password", LoginSite.PASSWORD);
        SuiteRun.Outcome outcome;
        try (LoginSite site = LoginSite.start()) {
            outcome = SuiteRun.of(folder, VisitorTestCase.class)
                    .profiles(
                            """
                            {"baseUrl": "%s", "entryUrl": "/", "profiles": {"shop": {"accountId": "shop",
                             "login": {"url": "/login", "steps": [
                              {"fill": "Email", "with": "shop"},
                              {"fill": "Password", "with": "${property:login.site.password}"},
                              {"click": "Sign in"}, {"expect": "#account"}]},
                             "probe": {"url": "/", "ready": "#account", "loggedOut": "form[action='/login']"}}}}"""
                                    .formatted(site.baseUrl()))
                    .with("leasehold.registry.url", address.text())
                    .run();
        }
        assertThat(outcome.failureOf("visits")).hasRootCauseInstanceOf(RegistryException.class);
        try (JdbcRegistry registry = direct.open()) {
            EventLog log = EventLog.read(registry);
            assertThat(log.count(EventType.LEASE_ACQUIRED))
                    .as("it was granted once")
                    .isEqualTo(1);
            assertThat(LogChecker.violations(log)).isEmpty();
            assertThat(registry.find(SHOP).orElseThrow().state()).isEqualTo(ProfileState.AVAILABLE);
        }
    }
}
