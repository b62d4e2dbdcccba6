package io.leasehold.samples;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.leasehold.CheckoutDeniedException;
import io.leasehold.LeasedPage;
import io.leasehold.harbor.HarborOptions;
import io.leasehold.harbor.HarborSupply;
import io.leasehold.harbor.login.LoginCounts;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/** However many tests there are, an account signs in once. Requirement: L2. */
@Tag("browser")
@ExtendWith(HarborForTheRun.class)
@TestInstance(Lifecycle.PER_CLASS)
class LoginCountTests {

    private final HarborSupply counted = HarborSupply.start(HarborOptions.defaults()
            .withPassword(System.getProperty("harbor.password"))
            .withBcryptCost(4));

    LoginCountTests() {
        System.setProperty("counted-harbor.url", counted.baseUrl());
    }

    @AfterAll
    void stop() {
        counted.close();
    }

    @Test
    void buyerOfThisRunSignedInOnce(@LeasedPage(profile = "buyer") Page page, HarborSupply harbor) {
        page.navigate("/account");

        assertThat(page.getByTestId("email")).hasText("buyer@harbor.example");
        assertThat(harbor.control().logins().of("buyer@harbor.example")).isEqualTo(1);
    }

    @Test
    void eachProfileSignsInOnceInTwoExecutionsOfManyClasses() {
        NestedRun run = NestedRun.of("counted-harbor.json", 2, OrdersTestCase.class, CatalogTestCase.class);

        LoginCounts logins = counted.control().logins();
        assertThat(run.failures()).isEmpty();
        assertThat(run.succeeded()).isEqualTo(2 * (4 + 3 + 2));
        assertThat(logins.succeededByAccount())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("shop-admin@harbor.example", 1L, "buyer@harbor.example", 1L));
        assertThat(logins.failed()).isZero();
    }

    @Test
    void verificationPromptIsLeftToAPerson() {
        NestedRun run = NestedRun.of("counted-harbor.json", 1, TwoFactorTestCase.class);

        assertThat(run.succeeded()).isZero();
        assertThat(run.failures()).hasSize(3).allSatisfy(failure -> assertThat(failure.getCause())
                .isInstanceOfSatisfying(CheckoutDeniedException.class, denied -> assertThat(denied.reason())
                        .isEqualTo(CheckoutDeniedException.Reason.NEEDS_REVIEW)));
        assertThat(counted.control().logins().of("two-factor@harbor.example")).isZero();
    }

    static class OrdersTestCase {
        @RepeatedTest(4)
        void opensOrders(@LeasedPage(profile = "buyer", startAt = "/orders") Page page) {
            assertThat(page.getByTestId("account")).hasText("Signed in as buyer@harbor.example");
        }

        @Nested
        class AsAdmin {
            @RepeatedTest(3)
            void opensOrders(@LeasedPage(profile = "shop-admin", startAt = "/orders") Page page) {
                assertThat(page.getByTestId("role")).hasText("shop admin");
            }
        }
    }

    static class CatalogTestCase {
        @RepeatedTest(2)
        void opensTheCatalogTwice(
                @LeasedPage(profile = "buyer", startAt = "/catalog") Page buyer,
                @LeasedPage(profile = "shop-admin", startAt = "/catalog") Page admin) {
            assertThat(buyer.getByTestId("role")).hasText("buyer");
            assertThat(admin.getByTestId("role")).hasText("shop admin");
        }
    }

    static class TwoFactorTestCase {
        @RepeatedTest(3)
        void neverGetsAPage(@LeasedPage(profile = "two-factor") Page page) {
            page.navigate("/orders");
        }
    }
}
