package io.leasehold.suite;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.leasehold.Access;
import io.leasehold.LeasedPage;
import io.leasehold.PageLease;
import io.leasehold.SharedContextException;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.SuiteRun;
import io.leasehold.fixture.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.engine.TestExecutionResult.Status;

/** What settings change in a real run. Requirement: L13, L14. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SettingsEffectTests {

    private static final Map<String, Object> SEEN = new ConcurrentHashMap<>();
    private static final CyclicBarrier TWO = new CyclicBarrier(2);

    private static final Pattern USER_DATA = Pattern.compile("--user-data-dir=(\\S+)");

    private final LoginSite site = LoginSite.start();

    @AfterAll
    void stop() {
        site.close();
    }

    static final class PlainTestCase {
        @Test
        void plain(@LeasedPage(profile = "admin") PageLease lease) {
            lease.page().navigate("/");
            long before = System.nanoTime();
            assertThat(lease.page().locator("#account")).hasText("admin");
            lease.page().locator("h1").click();
            SEEN.put("took", Duration.ofNanos(System.nanoTime() - before));
            SEEN.put("evidence", lease.evidence());
        }
    }

    @ParameterizedTest
    @CsvSource({"true, true", "false, false"})
    void headlessIsStrongerThanTheProfile(boolean headless, boolean expected, @TempDir Path folder) throws IOException {
        Path arguments = folder.resolve("arguments");
        Path browser =
                Files.writeString(folder.resolve("browser"), "#!/bin/sh\necho \"$@\" >> '" + arguments + "'\nexit 1\n");
        Files.setPosixFilePermissions(browser, PosixFilePermissions.fromString("rwx------"));

        SuiteRun.of(folder, PlainTestCase.class)
                .profiles("{\"baseUrl\": \"" + site.baseUrl()
                        + "\", \"profiles\": {\"admin\": {\"accountId\": \"admin\","
                        + " \"browser\": {\"executable\": \"" + browser + "\", \"headless\": " + !headless + "}}}}")
                .with("leasehold.headless", String.valueOf(headless))
                .run();

        assertThat(Files.readString(arguments).contains("--headless")).isEqualTo(expected);
    }

    @Test
    void slowMotionEvidenceAndHomeTakeEffect(@TempDir Path folder) throws IOException {
        SuiteRun run = SuiteRun.of(folder, PlainTestCase.class).profilesAt(site, "admin");
        String kept = Files.readString(folder.resolve("profiles.json"))
                .replace("\"accountId\": \"admin\"", "\"accountId\": \"admin\", \"session\": \"kept\"");

        SuiteRun.Outcome outcome = run.profiles(kept)
                .with("leasehold.slowMotion", "400")
                .with("leasehold.evidence", folder.resolve("elsewhere").toString())
                .with("leasehold.home", folder.resolve("home").toString())
                .run();

        assertThat(outcome.failures()).isEmpty();
        assertThat((Duration) SEEN.get("took")).isGreaterThanOrEqualTo(Duration.ofMillis(400));
        assertThat((Path) SEEN.get("evidence")).startsWith(folder.resolve("elsewhere"));
        assertThat(folder.resolve("home/sessions/admin/state.json")).exists();
    }

    static final class WaitingTestCase {
        @Test
        void holds(@LeasedPage(profile = "admin") Page page) throws Exception {
            TWO.await(30, TimeUnit.SECONDS);
            TWO.await(30, TimeUnit.SECONDS);
        }
    }

    static final class GreedyTestCase {
        @BeforeEach
        void afterTheOtherHasItsPage() throws Exception {
            TWO.await(30, TimeUnit.SECONDS);
        }

        @Test
        void waits(@LeasedPage(profile = "admin", access = Access.EXCLUSIVE) Page page) {}

        @AfterEach
        void letTheOtherEnd() throws Exception {
            TWO.await(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void acquireTimeoutEndsAWaitWithTheNamesOfTheHolders(@TempDir Path folder) {
        SuiteRun.Outcome outcome = SuiteRun.of(folder, WaitingTestCase.class, GreedyTestCase.class)
                .profilesAt(site, "admin")
                .concurrently(2)
                .with("leasehold.acquireTimeout", "PT1S")
                .run();

        assertThat(outcome.tests(Status.SUCCESSFUL)).isEqualTo(1);
        Throwable failure = outcome.failureOf("waits(");
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        assertThat(cause)
                .hasMessage("No EXCLUSIVE page of profile 'admin' within 1 s: it is held by WaitingTestCase.holds"
                        + " (SHARED). Shorten those tests, or raise leasehold.acquireTimeout. [profile=admin active=1"
                        + " waiting=0]");
    }

    static final class ClosingTestCase {
        @Test
        void closes(@LeasedPage(profile = "admin") Page page) {
            page.context().close();
        }
    }

    @ParameterizedTest
    @CsvSource({"direct, true", "public, false"})
    void workerChoosesWhetherCallsAreRefusedAtTheDoor(String worker, boolean refused, @TempDir Path folder) {
        SuiteRun.Outcome outcome = SuiteRun.of(folder, ClosingTestCase.class)
                .profilesAt(site, "admin")
                .with("leasehold.worker", worker)
                .run();

        assertThat(outcome.failures().stream().anyMatch(SharedContextException.class::isInstance))
                .isEqualTo(refused);
    }

    static final class IdleTestCase {
        @Test
        void idles(@LeasedPage(profile = "admin") Page page) {
            LogRecords log = (LogRecords) Objects.requireNonNull(SEEN.get("log"));
            SEEN.put("warned", Waiting.until(Duration.ofSeconds(30), () -> !idleWarnings(log)
                    .isEmpty()));
            page.title();
        }
    }

    private static List<String> idleWarnings(LogRecords log) {
        return log.texts().stream()
                .filter(text -> text.startsWith("Nobody has used a leased page"))
                .toList();
    }

    @Test
    void aLeaseThatNobodyUsesIsNamedOnceWithThePlaceWhereItWasAcquired(@TempDir Path folder) {
        try (LogRecords log = LogRecords.open()) {
            SEEN.put("log", log);
            SuiteRun.of(folder, IdleTestCase.class)
                    .profilesAt(site, "admin")
                    .with("leasehold.idleLease", "PT1S")
                    .run();

            assertThat(SEEN).containsEntry("warned", true);
            assertThat(idleWarnings(log))
                    .singleElement()
                    .asString()
                    .matches(
                            "(?s)Nobody has used a leased page for [1-9]\\d* s; it keeps the context of its profile open\\..*"
                                    + "\\[lease=[0-9a-f]{8} profile=admin test=IdleTestCase\\.idles]\n"
                                    + ".*acquired for IdleTestCase\\.idles on thread '.+'");
        }
    }

    @TestMethodOrder(MethodOrderer.MethodName.class)
    static final class TwoAccountsTestCase {
        @Test
        void first(@LeasedPage(profile = "admin") Page page) {
            page.title();
        }

        @Test
        void second(@LeasedPage(profile = "buyer") Page page) {
            SEEN.put("browsers", browsers());
        }

        @Test
        void third(@LeasedPage(profile = "admin", startAt = "/") Page page) {
            assertThat(page.locator("#account")).hasText("admin");
        }

        /** Counts by their folders: a browser is several processes. */
        private static long browsers() {
            return ProcessHandle.current()
                    .descendants()
                    .map(process ->
                            USER_DATA.matcher(process.info().commandLine().orElse("")))
                    .filter(Matcher::find)
                    .map(found -> found.group(1))
                    .distinct()
                    .count();
        }
    }

    @Test
    void noMoreContextsAreOpenThanMayBeAndEachAccountSignsInOnce(@TempDir Path folder) {
        int before = site.logins();

        SuiteRun.Outcome outcome = SuiteRun.of(folder, TwoAccountsTestCase.class)
                .profilesAt(site, "admin", "buyer")
                .with("leasehold.maxOpenContexts", "1")
                .run();

        assertThat(outcome.failures()).isEmpty();
        assertThat(SEEN).containsEntry("browsers", 1L);
        assertThat(site.logins() - before).isEqualTo(2);
    }
}
