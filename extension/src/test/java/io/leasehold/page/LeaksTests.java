package io.leasehold.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.leasehold.ConfigurationException;
import io.leasehold.LeasedPage;
import io.leasehold.PageLease;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.SuiteRun;
import io.leasehold.jupiter.Census;
import io.leasehold.page.fixture.SummaryLine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult.Status;

/**
 * Tabs that a test opens and leaves open: closed and counted, and with {@code leasehold.leaks=fail} the test's failure.
 * Requirement: L4, L11, L12, D3.
 */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class LeaksTests {

    private static final String SETTING = "leasehold.leaks";
    private static final String TOKEN = "canary-" + UUID.randomUUID();

    private final LoginSite site = LoginSite.start().page("/tab", "<h1>tab</h1>");
    private SuiteRun.Outcome strict;
    private String strictSummary;

    @BeforeAll
    void runStrictly(@TempDir Path folder) {
        Census.forget(LeaksTestCase.class, OfClassTestCase.class);
        try (SummaryLine line = SummaryLine.listen()) {
            strict = SuiteRun.of(folder, LeaksTestCase.class, OfClassTestCase.class)
                    .profilesAt(site, "shop")
                    .with(SETTING, "fail")
                    .run();
            strictSummary = line.text();
        }
    }

    @AfterAll
    void stop() {
        site.close();
    }

    @ExtendWith(Census.class)
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class LeaksTestCase {
        static final Map<String, String> LEASES = new ConcurrentHashMap<>();

        @Test
        void failsAndLeavesATab(@LeasedPage(profile = "shop", startAt = "/") PageLease lease) {
            LEASES.put("failsAndLeavesATab", lease.id().value());
            popup(lease.page());
            throw new AssertionError("the test's own failure");
        }

        @Test
        void leavesTabs(@LeasedPage(profile = "shop", startAt = "/") PageLease lease) {
            LEASES.put("leavesTabs", lease.id().value());
            popup(lease.page());
            lease.page().context().newPage();
        }

        @Test
        void tidiesUp(
                @LeasedPage(profile = "shop", startAt = "/") Page page,
                @LeasedPage(profile = "shop", startAt = "/") Page second) {
            popup(page).close();
            assertThat(second.isClosed()).isFalse();
        }

        @Test
        void usesNoOtherTab(@LeasedPage(profile = "shop", startAt = "/") Page page) {
            assertThat(page.locator("#account").textContent()).isEqualTo("shop");
        }
    }

    @ExtendWith(Census.class)
    static class OfClassTestCase {
        @BeforeAll
        static void open(@LeasedPage(profile = "shop", startAt = "/") PageLease lease) {
            LeaksTestCase.LEASES.put("class", lease.id().value());
            popup(lease.page());
        }

        @Test
        void inTheClass() {}
    }

    private static Page popup(Page page) {
        Page popup = page.waitForPopup(() -> page.evaluate("token => void open('/tab?token=' + token + '#x')", TOKEN));
        popup.waitForURL("**/tab**");
        return popup;
    }

    private static List<Throwable> withAllBehind(Throwable thrown) {
        List<Throwable> all = new ArrayList<>(List.of(thrown));
        if (thrown.getCause() != null) {
            all.addAll(withAllBehind(thrown.getCause()));
        }
        Arrays.stream(thrown.getSuppressed()).forEach(one -> all.addAll(withAllBehind(one)));
        return all;
    }

    private void namesTheLeak(Throwable thrown, String lease, String test, int tabs) {
        assertThat(withAllBehind(thrown)).anySatisfy(one -> assertThat(one)
                .hasMessageContaining("left " + tabs + (tabs == 1 ? " tab" : " tabs") + " open")
                .hasMessageContaining("lease=" + LeaksTestCase.LEASES.get(lease))
                .hasMessageContaining("test=" + test)
                .hasMessageContaining(site.baseUrl() + "/tab")
                .hasMessageContaining(SETTING));
        assertThat(withAllBehind(thrown))
                .allSatisfy(one -> assertThat(String.valueOf(one.getMessage())).doesNotContain(TOKEN));
    }

    @Tag("direct")
    @Test
    void strictlyATestThatLeavesTabsFailsAndNamesThem() {
        assertThat(strict.ended())
                .filteredOn(one -> one.name().startsWith("leavesTabs("))
                .singleElement()
                .satisfies(one -> assertThat(one.result().getStatus()).isEqualTo(Status.FAILED));
        namesTheLeak(strict.failureOf("leavesTabs("), "leavesTabs", "LeaksTestCase.leavesTabs", 2);
    }

    @Test
    void strictlyATestsOwnFailureComesBeforeItsLeak() {
        Throwable failure = strict.failureOf("failsAndLeavesATab(");

        assertThat(failure).isInstanceOf(AssertionError.class).hasMessage("the test's own failure");
        namesTheLeak(failure, "failsAndLeavesATab", "LeaksTestCase.failsAndLeavesATab", 1);
    }

    @Test
    void strictlyAClassThatLeavesTabsFails() {
        assertThat(strict.ended())
                .filteredOn(one -> !one.test() && one.name().endsWith("OfClassTestCase"))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.result().getStatus()).isEqualTo(Status.FAILED);
                    namesTheLeak(one.thrown().orElseThrow(), "class", "OfClassTestCase", 1);
                });
    }

    @Test
    void strictlyTestsThatTidyUpPass() {
        assertThat(strict.ended())
                .filteredOn(one -> one.name().startsWith("tidiesUp(")
                        || one.name().startsWith("usesNoOtherTab(")
                        || one.name().startsWith("inTheClass("))
                .hasSize(3)
                .allSatisfy(one ->
                        assertThat(one.result().getStatus()).as(one.toString()).isEqualTo(Status.SUCCESSFUL));
    }

    @Tag("direct")
    @Test
    void whatIsLeftIsCountedAndGivenBackAllTheSame() {
        assertThat(strictSummary).contains(" 4 tabs left open by tests,");
        assertThat(Census.tests(LeaksTestCase.class)).hasSize(4).allSatisfy(scope -> assertThat(scope.activeAfter())
                .isZero());
        assertThat(Census.counts(LeaksTestCase.class).active()).isZero();
    }

    @Test
    void byDefaultTabsAreClosedAndCountedAndNoTestFails(@TempDir Path folder) {
        try (SummaryLine line = SummaryLine.listen()) {
            SuiteRun.Outcome outcome = SuiteRun.of(folder, OfClassTestCase.class)
                    .profilesAt(site, "shop")
                    .with(SETTING, "close")
                    .run();

            assertThat(outcome.failures()).isEmpty();
            assertThat(line.text()).contains(" 1 tabs left open by tests,");
        }
    }

    @Test
    void anotherValueIsRefusedBeforeAnythingIsOpened(@TempDir Path folder) {
        SuiteRun.Outcome outcome = SuiteRun.of(folder, OfClassTestCase.class)
                .profilesAt(site, "shop")
                .with(SETTING, "maybe")
                .run();

        assertThat(outcome.failures())
                .anySatisfy(thrown -> assertThat(withAllBehind(thrown)).anySatisfy(one -> assertThat(one)
                        .isInstanceOf(ConfigurationException.class)
                        .hasMessageContaining("leasehold.leaks is 'maybe', but it takes close or fail.")));
    }
}
