package io.leasehold.faults;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.leasehold.Access;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.Waiting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Four tests ask for pages at the same time while others still hold leases of a browser that was killed: all four get
 * one of the same new context, and the late release of the others does it no harm. Requirement: L7, L8, L16.
 */
@Tag("browser")
@Tag("fault")
final class ReopeningTests {

    private static final int TESTS = 4;
    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"fresh", "kept"})
    void fourAtOnceGetPagesWhileOthersHoldLeasesOfTheDeadBrowser(String session) throws Exception {
        Processes.assumeTheyCanBeSeen();
        ExecutorService threads = Executors.newFixedThreadPool(TESTS);
        try (LoginSite site = LoginSite.start();
                Aftermath aftermath = new Aftermath()) {
            try (OwnSuite suite = OwnSuite.start(folder, site, "\"session\": \"" + session + "\",")) {
                List<OwnSuite.Lease> dead = List.of(suite.lease(Access.SHARED), suite.lease(Access.SHARED));
                aftermath.look();
                ProcessHandle browser = Processes.browser();
                Processes.kill(browser);
                assertThat(Waiting.until(SOON, () -> !Processes.isRunning(browser)))
                        .isTrue();
                for (OwnSuite.Lease lease : dead) {
                    assertThat(catchThrowable(() -> lease.page().reload())).isNotNull();
                }

                List<OwnSuite.Lease> living = fourAtOnce(suite, threads);
                dead.forEach(OwnSuite.Lease::close);

                for (OwnSuite.Lease lease : living) {
                    lease.page().reload();
                    assertThat(lease.page().locator("#account")).hasText("shop");
                    lease.close();
                }
                assertThat(suite.active()).isZero();
                assertThat(site.logins()).isEqualTo(1);
            }
            assertThat(aftermath.left()).isEmpty();
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<OwnSuite.Lease> fourAtOnce(OwnSuite suite, ExecutorService threads) throws Exception {
        CyclicBarrier together = new CyclicBarrier(TESTS);
        List<Future<OwnSuite.Lease>> asked = new ArrayList<>();
        for (int test = 0; test < TESTS; test++) {
            asked.add(threads.submit(() -> {
                together.await();
                return suite.lease(Access.SHARED);
            }));
        }
        List<OwnSuite.Lease> leases = new ArrayList<>();
        for (Future<OwnSuite.Lease> one : asked) {
            leases.add(one.get(1, TimeUnit.MINUTES));
        }
        return leases;
    }
}
