package io.leasehold.registry.jdbc;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.leasehold.LeasedPage;
import io.leasehold.ProfileId;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.SuiteRun;
import io.leasehold.registry.BrowserMark;
import io.leasehold.registry.EventType;
import io.leasehold.registry.LeaseEvent;
import io.leasehold.registry.LeaseKey;
import io.leasehold.registry.ProfileRegistry;
import io.leasehold.registry.ProfileState;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The registry refuses to note the browser in which a session is to be looked at: that says nothing of the account.
 *
 * <p>Requirement: P6, P7, P13.
 */
@Tag("browser")
@Tag("fault")
final class RefusedLookTests {

    private static final ProfileId SHOP = new ProfileId("shop");

    @TempDir
    private Path folder;

    static final class VisitorTestCase {
        @Test
        void visits(@LeasedPage(profile = "shop", startAt = "/") Page page) {
            assertThat(page.locator("#account")).hasText("shop");
        }
    }

    private ProfileRegistry registry() {
        return Registries.file(folder.resolve("home/registry.db"), Requests.clock());
    }

    /** Leaves the profile as a run does that is gone, and refuses one look at it. */
    private void leaveStale() throws SQLException {
        try (ProfileRegistry registry = registry()) {
            LeaseKey key = Requests.acquired(registry, Requests.of("shop", Requests.gone("a"), Requests.LONG));
            registry.noteBrowser(key, new BrowserMark(folder.resolve("nobody").toString(), List.of()));
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("home/registry.db"));
                Statement statement = connection.createStatement()) {
            statement.execute(
                    """
                    CREATE TRIGGER refused BEFORE UPDATE OF browser_folder ON profile_lease
                    WHEN NOT EXISTS (SELECT 1 FROM lease_event WHERE event_type = 'inspection_left_blocked')
                    BEGIN SELECT RAISE(ABORT, 'refused'); END""");
        }
    }

    @Test
    void whoeverWaitsLooksAgain() throws SQLException {
        leaveStale();
        SuiteRun.Outcome outcome;
        try (LoginSite site = LoginSite.start()) {
            outcome = SuiteRun.of(folder, VisitorTestCase.class)
                    .profiles(site.profile("shop", "admin@shop.example"))
                    .run();
        }

        assertThat(outcome.failures()).isEmpty();
        try (ProfileRegistry registry = registry()) {
            List<LeaseEvent> events = registry.events(SHOP, 50);
            assertThat(events)
                    .filteredOn(event -> event.type() == EventType.INSPECTION_LEFT_BLOCKED)
                    .extracting(LeaseEvent::reason)
                    .containsExactly("Its session could not be looked at: RegistryException.");
            assertThat(registry.find(SHOP).orElseThrow().state()).isEqualTo(ProfileState.AVAILABLE);
        }
    }
}
