package io.leasehold.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.SuiteRun;
import io.leasehold.jupiter.RunCounts;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult.Status;

/** What holds when a browser, or the driver that steers it, is lost while four tests on four threads hold leases. */
@Tag("browser")
@Tag("fault")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LostHostContract {

    /** How long after a fault the whole tree of processes may still be there. */
    private static final Duration TREE_LIMIT = Duration.ofSeconds(15);

    private final LoginSite site = LoginSite.start();
    private final Aftermath aftermath = new Aftermath();
    private SuiteRun.Outcome outcome;

    /** Lets the fault happen. */
    abstract void fault();

    /** Returns what the profile says about its session. */
    abstract String session();

    /** Returns a pattern of what the explanation says after when the context ended. */
    abstract String why();

    /** Returns how long after the fault a test may at most go on without hearing of it. */
    abstract Duration hitLimit();

    @BeforeAll
    void run(@TempDir Path folder) {
        Processes.assumeTheyCanBeSeen();
        HoldersTestCase.SCENE.prepare(aftermath, this::fault);
        outcome = SuiteRun.of(folder, HoldersTestCase.class)
                .profiles(FaultProfiles.json(site, "\"session\": \"" + session() + "\","))
                .concurrently(HoldersTestCase.TESTS)
                .times(2)
                .run();
    }

    @AfterAll
    void end() {
        aftermath.close();
        site.close();
    }

    private List<SuiteRun.Ended> holders(Status status) {
        return outcome.ended().stream()
                .filter(one -> one.test() && one.result().getStatus() == status)
                .toList();
    }

    @Test
    void eachOfTheFourFails() {
        assertThat(holders(Status.FAILED)).hasSize(HoldersTestCase.TESTS);
    }

    @Test
    void eachHearsOfItInTime() {
        assertThat(HoldersTestCase.SCENE.hits()).hasSize(HoldersTestCase.TESTS).allSatisfy(after -> assertThat(after)
                .isLessThanOrEqualTo(hitLimit()));
    }

    @Test
    void eachIsToldThatItsBrowserEndedWhenAndHow() {
        Pattern told = Pattern.compile("The shared context of profile 'shop' ended at"
                + " (\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z): .*" + why() + ".* \\[lease=[0-9a-f]+ profile=shop"
                + " test=HoldersTestCase\\..+]");
        Instant earliest = HoldersTestCase.SCENE.at().truncatedTo(ChronoUnit.MILLIS);
        assertThat(holders(Status.FAILED)).hasSize(HoldersTestCase.TESTS).allSatisfy(one -> {
            List<String> messages = Thrown.messages(one.thrown().orElseThrow());
            List<Instant> times = messages.stream()
                    .map(told::matcher)
                    .filter(Matcher::matches)
                    .map(found -> Instant.parse(found.group(1)))
                    .toList();
            assertThat(times).as(String.join("\n", messages)).hasSize(1);
            assertThat(times.get(0)).isBetween(earliest, earliest.plus(hitLimit()));
        });
    }

    @Test
    void laterTestsAreGreenWithoutANewLogin() {
        assertThat(outcome.failures()).hasSize(HoldersTestCase.TESTS);
        assertThat(holders(Status.SUCCESSFUL)).hasSize(HoldersTestCase.TESTS);
        assertThat(site.logins()).isEqualTo(1);
    }

    @Test
    void allProcessesThatLivedAtTheFaultEndSoon() {
        assertThat(HoldersTestCase.SCENE.treeGone()).isLessThanOrEqualTo(TREE_LIMIT);
    }

    @Test
    void nothingIsLeft() {
        assertThat(RunCounts.of(HoldersTestCase.class).active()).isZero();
        assertThat(RunCounts.of(HoldersTestCase.class).leases()).isEqualTo(2 * HoldersTestCase.TESTS);
        assertThat(aftermath.left()).isEmpty();
        assertThat(aftermath.privateFolders()).hasSize(1);
    }
}
