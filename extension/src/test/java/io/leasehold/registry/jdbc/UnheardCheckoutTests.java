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
import io.leasehold.fixture.Waiting;
import io.leasehold.registry.EventType;
import io.leasehold.registry.ProfileState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
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
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final AtomicReference<@Nullable TcpRelay> RELAY = new AtomicReference<>();
    private static final AtomicReference<@Nullable StoreAddress> DIRECT = new AtomicReference<>();

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
        DIRECT.set(direct);
    }

    @AfterEach
    void close() {
        RELAY.set(null);
        DIRECT.set(null);
        relay.close();
    }

    private static TcpRelay line() {
        return Objects.requireNonNull(RELAY.get());
    }

    /** Its first test gets no page. */
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static final class VisitorTestCase {
        @BeforeAll
        static void go() {
            line().goDownAtNextAddition();
        }

        @AfterEach
        void comeBack() {
            line().set(TcpRelay.Line.WHOLE);
        }

        @Test
        @Order(1)
        void visits(@LeasedPage(profile = "shop", startAt = "/") Page page) {
            assertThat(page.locator("#account")).hasText("shop");
        }

        @Test
        @Order(2)
        void goesOn() {
            assertThat(Waiting.until(LIMIT, () -> state() == ProfileState.AVAILABLE))
                    .as("others need not wait for the end of the run")
                    .isTrue();
        }
    }

    private static ProfileState state() {
        try (JdbcRegistry registry = Objects.requireNonNull(DIRECT.get()).open()) {
            return registry.find(SHOP).orElseThrow().state();
        }
    }

    @Test
    void itIsGivenBackWhenTheServerIsBack() {
        SuiteRun.Outcome outcome;
        try (LoginSite site = LoginSite.start()) {
            outcome = SuiteRun.of(folder, VisitorTestCase.class)
                    .profiles(site.profile("shop", "shop"))
                    .with("leasehold.registry.url", address.text())
                    .run();
        }
        assertThat(outcome.failureOf("visits")).hasRootCauseInstanceOf(RegistryException.class);
        assertThat(outcome.failures()).hasSize(1);
        try (JdbcRegistry registry = direct.open()) {
            EventLog log = EventLog.read(registry);
            assertThat(log.count(EventType.LEASE_ACQUIRED))
                    .as("it was granted once")
                    .isEqualTo(1);
            assertThat(LogChecker.violations(log)).isEmpty();
        }
    }
}
