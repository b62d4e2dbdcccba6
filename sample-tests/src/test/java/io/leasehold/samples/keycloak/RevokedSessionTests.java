package io.leasehold.samples.keycloak;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import io.leasehold.LeasedPage;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.MethodOrderer.MethodName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.opentest4j.AssertionFailedError;

/** A session that Keycloak's API ends in mid-suite costs one test and one login. Requirement: C9, L2. */
@Tag("browser")
@ExtendWith(KeycloakForTheRun.class)
class RevokedSessionTests {

    private static final AtomicReference<Runnable> REVOKE = new AtomicReference<>(() -> {});

    @Test
    void laterTestsRunAfterOneLogin(KeycloakServer keycloak) {
        RealmApi api = keycloak.api();
        String visitor = api.userId(KeycloakForTheRun.VISITOR);
        Set<String> before = api.consoleSessions(visitor);
        REVOKE.set(() -> api.endSessions(visitor));

        InnerRun run = InnerRun.of(RevokedTestCase.class);

        assertThat(run.tests(Status.FAILED)).as(run.toString()).containsExactly("bIsHit");
        assertThat(run.failure("bIsHit"))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageContaining("Role list");
        assertThat(run.tests(Status.SUCCESSFUL)).containsExactly("aReads", "cReadsAgain", "dReadsAgain");
        assertThat(before).isEmpty();
        assertThat(api.consoleSessions(visitor)).hasSize(2);
    }

    @Execution(ExecutionMode.SAME_THREAD)
    @TestMethodOrder(MethodName.class)
    static class RevokedTestCase {

        private static void opensRoles(Page page) {
            Console.open(page, "/roles");
            showsRoles(page);
        }

        private static void showsRoles(Page page) {
            assertThat(page.getByLabel("Role list")).isVisible();
        }

        @Test
        void aReads(@LeasedPage(profile = "visitor") Page page) {
            opensRoles(page);
        }

        @Test
        void bIsHit(@LeasedPage(profile = "visitor") Page page) {
            opensRoles(page);
            REVOKE.get().run();
            page.reload();
            // What it sees instead is the login page, and no waiting helps.
            assertThat(page.getByLabel("Role list")).isVisible(new IsVisibleOptions().setTimeout(10_000));
        }

        @Test
        void cReadsAgain(@LeasedPage(profile = "visitor") Page page) {
            opensRoles(page);
        }

        @Test
        void dReadsAgain(@LeasedPage(profile = "visitor") Page page) {
            opensRoles(page);
        }
    }
}
