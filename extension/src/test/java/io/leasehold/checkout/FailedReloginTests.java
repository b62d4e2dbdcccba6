package io.leasehold.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.leasehold.CheckoutDeniedException;
import io.leasehold.LeasedPage;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.SuiteRun;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The session ends in mid-suite and signing in again fails: nobody tries the account again, and each later test is told
 * the same. Requirement: C4, D3, L11.
 */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FailedReloginTests {

    private static final AtomicReference<Runnable> END_SESSIONS = new AtomicReference<>(() -> {});

    private final LoginSite site = LoginSite.start();
    private SuiteRun.Outcome outcome;

    @BeforeAll
    void run(@TempDir Path folder) {
        System.setProperty("login.site.password", LoginSite.PASSWORD);
        OnceLogin.ATTEMPTS.set(0);
        END_SESSIONS.set(site::endSessions);
        outcome = SuiteRun.of(folder, SignsOutTestCase.class)
                .profiles("{\"baseUrl\": \"" + site.baseUrl() + "\", \"entryUrl\": \"/\","
                        + " \"profiles\": {\"shop\": {\"accountId\": \"shop\", \"login\": \""
                        + OnceLogin.class.getName() + "\","
                        + " \"probe\": {\"url\": \"/\", \"ready\": \"#account\","
                        + " \"loggedOut\": \"form[action='/login']\"}}}}")
                .run();
    }

    @AfterAll
    void stop() {
        site.close();
    }

    @TestMethodOrder(MethodOrderer.MethodName.class)
    static final class SignsOutTestCase {
        @Test
        void first(@LeasedPage(profile = "shop", startAt = "/") Page page) {
            END_SESSIONS.get().run();
            page.navigate("/");
            assertThat(page.locator("#account").count()).as("accounts shown").isEqualTo(1);
        }

        @Test
        void second(@LeasedPage(profile = "shop", startAt = "/") Page page) {}

        @Test
        void third(@LeasedPage(profile = "shop", startAt = "/") Page page) {}
    }

    @Test
    void theAccountIsTriedOnceMoreAndThenNoMore() {
        assertThat(OnceLogin.ATTEMPTS).hasValue(2);
        assertThat(site.logins()).isEqualTo(1);
    }

    @Test
    void eachLaterTestIsToldTheSameWithoutTheSecret() {
        List<Throwable> later = List.of(outcome.failureOf("second("), outcome.failureOf("third("));

        assertThat(later).allSatisfy(thrown -> assertThat(thrown)
                .rootCause()
                .isInstanceOf(CheckoutDeniedException.class)
                .hasMessageContaining("its probe or login threw")
                .message()
                .doesNotContain(LoginSite.PASSWORD));
        assertThat(later.get(0)).rootCause().isSameAs(rootOf(later.get(1)));
    }

    private static Throwable rootOf(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
