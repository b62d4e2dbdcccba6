package io.leasehold.page;

import static io.leasehold.Access.EXCLUSIVE;
import static io.leasehold.Access.SHARED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.microsoft.playwright.Page;
import io.leasehold.Access;
import io.leasehold.LeaseLostException;
import io.leasehold.fixture.Aftermath;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.SuiteRun;
import io.leasehold.profile.Profile;
import io.leasehold.suite.Settings;
import io.leasehold.suite.Suite;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Giving back twice, a hundred times at once, on other threads, and over a broken connection. Requirement: L4, L11. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class DoubleReleaseTests {

    private static final int THREADS = 100;
    private static final int ROUNDS = 10;

    private final LoginSite site = LoginSite.start();
    private final Aftermath aftermath = Aftermath.watch();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private Suite suite;
    private Profile profile;
    private int scopes;

    @BeforeAll
    void open(@TempDir Path folder) {
        SuiteRun.of(folder).profilesAt(site, "shop");
        Map<String, String> parameters = Map.of(
                Settings.PROFILES, folder.resolve("profiles.json").toString(),
                Settings.EVIDENCE, folder.resolve("evidence").toString(),
                Settings.HOME, folder.resolve("home").toString(),
                Settings.ACQUIRE_TIMEOUT, "PT1S");
        suite = Suite.start(Settings.read(
                key -> Optional.ofNullable(parameters.get(key)).or(() -> Optional.ofNullable(System.getProperty(key))),
                name -> Optional.empty()));
        profile = suite.profile("shop");
    }

    @AfterAll
    void close() {
        threads.shutdownNow();
        suite.close();
        site.close();
        try (aftermath) {
            aftermath.assertSawABrowser();
            aftermath.assertNothingIsLeft();
        }
    }

    private ProfileHold hold(Access access) {
        scopes++;
        return suite.leases().hold(new LeaseScope("test-" + scopes, "T", "test" + scopes), profile, access);
    }

    private static void work(Page page) {
        page.navigate("/");
        assertThat(page.locator("#account").textContent()).isEqualTo("shop");
    }

    private int active() {
        return suite.leases().counts().active();
    }

    /** Only an empty gate and a right count let it in, so it fails when a release was lost or done twice. */
    private void laterLeasesWork() {
        assertThat(active()).isZero();
        try (ProfileHold shared = hold(SHARED)) {
            work(shared.lease(0).page());
            assertThat(active()).isEqualTo(1);
        }
        try (ProfileHold alone = hold(EXCLUSIVE)) {
            work(alone.lease(0).page());
            assertThat(active()).isEqualTo(1);
        }
        assertThat(active()).isZero();
        assertThat(site.logins()).isEqualTo(1);
    }

    @Test
    void aHundredThreadsThatGiveBackAtOnceHaveOneEffect() throws Exception {
        try (ProfileHold sibling = hold(SHARED)) {
            Page siblings = sibling.lease(0).page();
            for (int round = 0; round < ROUNDS; round++) {
                ProfileHold shared = hold(SHARED);
                work(shared.lease(0).page());
                work(shared.lease(1).page());
                assertThat(active()).isEqualTo(3);

                assertThat(closeAtOnce(shared)).isEmpty();

                assertThat(active()).as("round %d", round).isEqualTo(1);
                work(siblings);
            }
            assertThat(suite.leases().shelf().pins(profile.id())).isEqualTo(1);
            keepsOthersOut();
        }
        laterLeasesWork();
    }

    private List<Throwable> closeAtOnce(ProfileHold hold) throws InterruptedException {
        CyclicBarrier together = new CyclicBarrier(THREADS);
        List<Future<?>> closes = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            closes.add(threads.submit(() -> {
                together.await(30, TimeUnit.SECONDS);
                hold.close();
                return "closed";
            }));
        }
        List<Throwable> thrown = new ArrayList<>();
        for (Future<?> close : closes) {
            try {
                close.get();
            } catch (ExecutionException e) {
                thrown.add(e.getCause());
            }
        }
        return thrown;
    }

    private void keepsOthersOut() {
        assertThatExceptionOfType(LeaseLostException.class)
                .isThrownBy(() -> hold(EXCLUSIVE))
                .withMessageContaining("No EXCLUSIVE page of profile 'shop' within 1 s");
    }

    @Test
    void aSecondReleaseDoesNothingToTheSiblingThatIsStillIn() {
        ProfileHold first = hold(SHARED);
        try (ProfileHold sibling = hold(SHARED)) {
            work(first.lease(0).page());
            work(sibling.lease(0).page());

            first.close();
            first.close();

            assertThat(active()).isEqualTo(1);
            assertThat(suite.leases().shelf().pins(profile.id())).isEqualTo(1);
            keepsOthersOut();
            work(sibling.lease(0).page());
        }
        laterLeasesWork();
    }

    @Test
    void aLateSecondReleaseDoesNothingToWhoHasTheConnectionNow() {
        ProfileHold first = hold(SHARED);
        work(first.lease(0).page());
        first.close();
        try (ProfileHold next = hold(SHARED)) {
            work(next.lease(0).page());

            first.close();

            assertThat(active()).isEqualTo(1);
            work(next.lease(0).page());
        }
        laterLeasesWork();
    }

    @Test
    void anotherThreadMayGiveBack() throws Exception {
        ProfileHold hold = hold(SHARED);
        LeasedTab lease = hold.lease(0);
        work(lease.page());

        threads.submit(hold::close).get();

        assertThat(active()).isZero();
        assertThatExceptionOfType(LeaseLostException.class)
                .isThrownBy(lease::page)
                .withMessageContaining("lease=" + lease.id().value() + " profile=shop test=" + hold.scope());
        laterLeasesWork();
    }

    @Test
    void threadsMayTakeTurnsWithAConnection() throws Exception {
        for (int round = 0; round < 10; round++) {
            ProfileHold hold = threads.submit(() -> hold(SHARED)).get();
            Page page = threads.submit(() -> hold.lease(0).page()).get();
            threads.submit(() -> work(page)).get();
            threads.submit(hold::close).get();
        }
        laterLeasesWork();
    }

    @Test
    void aConnectionThatWasCutIsReleasedOnceAndHarmsNoSibling() {
        ProfileHold cut = hold(SHARED);
        try (ProfileHold sibling = hold(SHARED)) {
            work(cut.lease(0).page());
            work(sibling.lease(0).page());
            cut.worker().disconnect();

            Throwable thrown = catchThrowable(cut::close);

            assertThat(active()).isEqualTo(1);
            if (thrown != null) {
                assertThat(thrown)
                        .as("a release that fails")
                        .hasMessageContaining("lease=" + cut.lease(0).id().value());
            }
            work(sibling.lease(0).page());
            try (ProfileHold next = hold(SHARED)) {
                work(next.lease(0).page());
            }
        }
        laterLeasesWork();
    }

    @Test
    void aReleaseWhileInterruptedIsWholeAndKeepsTheFlag() {
        ProfileHold hold = hold(SHARED);
        work(hold.lease(0).page());
        Thread.currentThread().interrupt();

        hold.close();

        assertThat(Thread.interrupted()).isTrue();
        laterLeasesWork();
    }
}
