package io.leasehold.readback;

import static io.leasehold.readback.ReadbackAssertions.assertThatMutation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpExchange;
import io.leasehold.LeasedPage;
import io.leasehold.PageLease;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.SuiteRun;
import io.leasehold.readback.ReadbackFailure.Reason;
import io.leasehold.readback.fixture.StoreSite;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tabs and rooms that a readback opens for a look: only where needed, and gone after it. Requirement: R1, R2, L11. */
@Tag("browser")
final class VisitsTests {

    private final StoreSite site = StoreSite.start();

    @BeforeEach
    void use() {
        Stores.use(site);
    }

    @AfterEach
    void stop() {
        Stores.use(null);
        site.close();
    }

    static final class LooksTestCase {
        @Test
        void closesWhatItOpened(@LeasedPage(profile = "shop") Page page) {
            Stores.open(page, "form");
            List<Page> tabs = page.context().pages();
            int contexts = page.context().browser().contexts().size();

            MutationAssert mutation = assertThatMutation(page, "rename", () -> Stores.save(page))
                    .isConfirmedAfterReopening(Stores.NEW, Stores::name);
            assertThat(page.context().pages()).isEqualTo(tabs);

            mutation.isConfirmedInCleanRoom(Stores.NEW, Stores::name);
            assertThat(page.context().browser().contexts()).hasSize(contexts);
        }

        @Test
        void looksElsewhere(@LeasedPage(profile = "shop") Page page) {
            String path = Stores.open(page, "form");

            assertThatMutation(page, "rename", () -> Stores.save(page))
                    .at(path)
                    .isConfirmedByWitness("buyer", Stores.NEW, Stores::name);
        }

        @Test
        void asksNobodyWhoIsSignedIn(@LeasedPage(profile = "shop") Page page) {
            Stores.open(page, "form");
            int asked = Stores.site().site().requests("/");

            assertThatMutation(page, "rename", () -> Stores.save(page))
                    .isConfirmedAfterReload(Stores.NEW, Stores::name);

            assertThat(Stores.site().site().requests("/")).isEqualTo(asked);
        }
    }

    static final class SignedOutTestCase {
        @Test
        void isShownTheLoginFormInPlace(@LeasedPage(profile = "shop", startAt = "/desk") PageLease lease) {
            MutationAssert mutation = assertThatMutation(
                    lease, "save", () -> lease.page().evaluate("() => fetch('/desk', {method: 'POST'})"));

            assertThatExceptionOfType(ReadbackAssertionError.class)
                    .isThrownBy(() -> mutation.isConfirmedAfterReload(fresh -> {}))
                    .withMessageContaining("[lease=" + lease.id().value() + " profile=shop test=")
                    .extracting(error -> error.failure().reason())
                    .isEqualTo(Reason.SIGNED_OUT);
        }
    }

    /** Who is signed out gets the form at the same address; a change signs out. */
    private static void desk(LoginSite site, HttpExchange exchange) throws IOException {
        if (exchange.getRequestMethod().equals("POST")) {
            site.endSessions();
        }
        LoginSite.html(
                exchange,
                200,
                site.sessionIds().isEmpty()
                        ? "<form method=post action=/login><input name=email><input type=password name=password></form>"
                        : "<h1>Desk</h1>");
    }

    private SuiteRun.Outcome run(Path folder, Class<?> testCase) {
        return SuiteRun.of(folder, testCase)
                .profilesAt(site.site(), "shop", "buyer")
                .run();
    }

    @Test
    void looksLeaveNothingOpenAndCostNothingUnneeded(@TempDir Path folder) {
        assertThat(run(folder, LooksTestCase.class).failures()).isEmpty();
    }

    @Test
    void aLoginFormInThePlaceOfTheRecordConfirmsNothing(@TempDir Path folder) {
        site.site().handle("/desk", exchange -> desk(site.site(), exchange));

        assertThat(run(folder, SignedOutTestCase.class).failures()).isEmpty();
    }
}
