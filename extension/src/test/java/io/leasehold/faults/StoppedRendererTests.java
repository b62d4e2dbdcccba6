package io.leasehold.faults;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.leasehold.Access;
import io.leasehold.fixture.LoginSite;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process behind one tab is stopped, so the tab answers nobody, not even a close. Requirement: L4, L11, L16. */
@Tag("browser")
@Tag("fault")
final class StoppedRendererTests {

    /** So much of the processor's time that no idle renderer has used it meanwhile, in ticks of a hundredth second. */
    private static final long BUSY_TICKS = 40;

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration NO_DELAY = Duration.ofSeconds(1);

    @TempDir
    private Path folder;

    @Test
    void itsLeaseIsGivenBackAtOnceAndItsSiblingsGoOn() {
        Processes.assumeTheyCanBeSeen();
        try (LoginSite site = LoginSite.start();
                Aftermath aftermath = new Aftermath()) {
            try (OwnSuite suite = OwnSuite.start(folder, site)) {
                List<OwnSuite.Lease> siblings = new ArrayList<>();
                for (int sibling = 0; sibling < 3; sibling++) {
                    siblings.add(suite.lease(Access.SHARED));
                }
                OwnSuite.Lease hung = suite.lease(Access.SHARED);
                aftermath.look();
                ProcessHandle renderer = rendererOf(hung.page());
                Processes.stop(renderer);

                long before = System.nanoTime();
                hung.close();
                assertThat(Duration.ofNanos(System.nanoTime() - before))
                        .as("giving it back waits for nobody")
                        .isLessThan(NO_DELAY);
                assertThat(suite.active()).isEqualTo(3);

                siblingsWork(siblings);
                laterLeaseWorks(suite);
                siblings.forEach(OwnSuite.Lease::close);
                assertThat(Patience.until(SOON, () -> !Processes.isRunning(renderer)))
                        .as("the stopped process is ended")
                        .isTrue();
                assertThat(suite.openTabsAfter(SOON)).isZero();
                assertThat(suite.active()).isZero();
                assertThat(site.logins()).isEqualTo(1);
            }
            assertThat(aftermath.left()).isEmpty();
        }
    }

    /** Finds the process behind a tab: the one that works when the tab does. */
    private static ProcessHandle rendererOf(Page page) {
        Map<ProcessHandle, Long> before = new HashMap<>();
        Processes.renderers().forEach(renderer -> before.put(renderer, Processes.ticks(renderer)));
        page.evaluate("setTimeout(() => { const end = Date.now() + 3000; while (Date.now() < end); }, 0)");
        List<ProcessHandle> busy = new ArrayList<>();
        Patience.until(SOON, () -> {
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
