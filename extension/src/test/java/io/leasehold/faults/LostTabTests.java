package io.leasehold.faults;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import io.leasehold.Access;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.Waiting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One tab of four answers nobody any more, not even a close: its lease is given back at once all the same, and its
 * siblings go on. Requirement: L3, L4, L11, L16.
 */
@Tag("browser")
@Tag("fault")
final class LostTabTests {

    private static final int SIBLINGS = 3;

    /** So much of the processor's time that no idle renderer has used it meanwhile, in ticks of a hundredth second. */
    private static final long BUSY_TICKS = 40;

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration NO_DELAY = Duration.ofSeconds(1);
    private static final double CALL_LIMIT_MILLIS = 3_000;

    @TempDir
    private Path folder;

    private final LoginSite site = LoginSite.start();
    private final Aftermath aftermath = new Aftermath();

    @BeforeEach
    void canSeeProcesses() {
        Processes.assumeTheyCanBeSeen();
    }

    @AfterEach
    void end() {
        aftermath.close();
        site.close();
    }

    @Test
    void aTabWhoseProcessIsStopped() {
        siblingsAndLaterLeasesOutlive(page -> Processes.stop(rendererOf(page)));
    }

    @Test
    void aTabWhoseProcessIsKilled() {
        siblingsAndLaterLeasesOutlive(page -> Processes.kill(rendererOf(page)));
    }

    @Test
    void aTabInAnEndlessLoop() {
        siblingsAndLaterLeasesOutlive(page -> page.evaluate("void setTimeout(() => { for (;;); }, 0)"));
    }

    private void siblingsAndLaterLeasesOutlive(Consumer<Page> fault) {
        try (OwnSuite suite = OwnSuite.start(folder, site)) {
            List<OwnSuite.Lease> siblings = new ArrayList<>();
            for (int sibling = 0; sibling < SIBLINGS; sibling++) {
                siblings.add(suite.lease(Access.SHARED));
            }
            OwnSuite.Lease hit = suite.lease(Access.SHARED);
            aftermath.look();
            fault.accept(hit.page());
            itsTestFailsInTime(hit.page());
            givingItBackWaitsForNobody(hit, suite);
            siblingsWork(siblings);
            laterLeaseWorks(suite);
            siblings.forEach(OwnSuite.Lease::close);
            assertThat(suite.openTabsAfter(SOON)).as("tabs of ended leases").isZero();
            assertThat(suite.active()).isZero();
            assertThat(site.logins()).isEqualTo(1);
        }
        assertThat(aftermath.left()).isEmpty();
    }

    /** Finds the process behind a tab: the one that works when the tab does. */
    private static ProcessHandle rendererOf(Page page) {
        Map<ProcessHandle, Long> before = new HashMap<>();
        Processes.renderers().forEach(renderer -> before.put(renderer, Processes.ticks(renderer)));
        page.evaluate("void setTimeout(() => { const end = Date.now() + 5000; while (Date.now() < end); }, 0)");
        List<ProcessHandle> busy = new ArrayList<>();
        Waiting.until(SOON, () -> {
            before.forEach((renderer, ticks) -> {
                if (busy.isEmpty() && Processes.ticks(renderer) - ticks > BUSY_TICKS) {
                    busy.add(renderer);
                }
            });
            return !busy.isEmpty();
        });
        assertThat(busy).as("the process behind the tab").hasSize(1);
        return busy.get(0);
    }

    private static void itsTestFailsInTime(Page page) {
        assertThatThrownBy(
                        () -> page.locator("#account").click(new Locator.ClickOptions().setTimeout(CALL_LIMIT_MILLIS)))
                .isInstanceOf(PlaywrightException.class);
    }

    private static void givingItBackWaitsForNobody(OwnSuite.Lease hit, OwnSuite suite) {
        long before = System.nanoTime();
        hit.close();
        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .as("giving it back waits for nobody")
                .isLessThan(NO_DELAY);
        assertThat(suite.active()).isEqualTo(SIBLINGS);
    }

    private static void siblingsWork(List<OwnSuite.Lease> siblings) {
        for (OwnSuite.Lease sibling : siblings) {
            sibling.page().reload();
            assertThat(sibling.page().locator("#account")).hasText("shop");
        }
    }

    private static void laterLeaseWorks(OwnSuite suite) {
        try (OwnSuite.Lease later = suite.lease(Access.SHARED)) {
            assertThat(later.page().locator("#account")).hasText("shop");
        }
    }
}
