package io.leasehold.jupiter;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.fixture.Aftermath;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.SuiteRun;
import io.leasehold.page.LeaseCounts;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.opentest4j.TestAbortedException;

/**
 * Six places of a test class, seven endings, both thread modes of JUnit's timeouts, one thread and many: 160 cases in
 * four runs. Whatever happens there, each page is acquired and given back once, siblings and later tests go on.
 * Requirement: L4, L11.
 */
@Tag("browser")
final class EndingMatrixTests {

    private static final Class<?>[] EACH = {
        EndingCases.InTestTestCase.class,
        EndingCases.InBeforeEachTestCase.class,
        EndingCases.InAfterEachTestCase.class,
        EndingCases.InConstructorTestCase.class
    };

    private static final Class<?>[] OF_CLASS = {
        EndingCases.OnThePageOfTheClassTestCase.class,
        EndingCases.AllPassesTestCase.class,
        EndingCases.AllFailsTestCase.class,
        EndingCases.AllAbortsTestCase.class,
        EndingCases.AllThrowsErrorTestCase.class,
        EndingCases.AllInterruptedTestCase.class,
        EndingCases.AllTimesOutTestCase.class,
        EndingCases.AllTimesOutInCallTestCase.class
    };

    private static final Class<?>[] OTHERS = {EndingCases.SiblingTestCase.class, EndingCases.LaterTestCase.class};

    private static final int LEASES = 7 + 7 + 7 + 5 + 1 + 7 + 4 + 2;

    private static Class<?>[] all() {
        return Stream.of(EACH, OF_CLASS, OTHERS).flatMap(Stream::of).toArray(Class<?>[]::new);
    }

    @ParameterizedTest(name = "{0}, concurrent: {1}")
    @CsvSource({"SAME_THREAD, false", "SEPARATE_THREAD, false", "SAME_THREAD, true", "SEPARATE_THREAD, true"})
    @Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void everyEndingReleasesOnceAndHarmsNobody(String threadMode, boolean concurrent, @TempDir Path folder) {
        Census.forget(all());
        try (Aftermath aftermath = Aftermath.watch();
                LoginSite site = LoginSite.start()) {
            SuiteRun run = SuiteRun.of(folder, all())
                    .profilesAt(site, "admin")
                    .with("junit.jupiter.execution.timeout.default", "60 s")
                    .with("junit.jupiter.execution.timeout.thread.mode.default", threadMode);

            SuiteRun.Outcome outcome = (concurrent ? run.concurrently(4) : run).run();

            SoftAssertions softly = new SoftAssertions();
            softly.check(() -> eachEndsAsItWould(outcome));
            softly.check(() -> siblingsAndLaterTestsPass(outcome));
            softly.check(() -> theCountsAreRight(concurrent));
            softly.check(() -> assertThat(site.logins()).as("logins").isEqualTo(1));
            softly.check(aftermath::assertSawABrowser);
            softly.check(aftermath::assertNothingIsLeft);
            softly.assertAll();
        }
    }

    private static void eachEndsAsItWould(SuiteRun.Outcome outcome) {
        assertThat(Ending.ALL).allSatisfy(ending -> {
            List<SuiteRun.Ended> tests = named(outcome, ending.name(), true);
            assertThat(tests).hasSize(ending.neverEnds() ? 4 : 5).allSatisfy(test -> endsAs(ending, test));
            String ofClass = "All" + ending.name().replace("_", "") + "TestCase";
            assertThat(outcome.ended())
                    .filteredOn(one -> one.name()
                            .toLowerCase(java.util.Locale.ROOT)
                            .endsWith(ofClass.toLowerCase(java.util.Locale.ROOT)))
                    .hasSize(1)
                    .allSatisfy(container -> endsAs(ending, container));
        });
        assertThat(named(outcome, "testOfTheClass()", true)).hasSize(1);
    }

    private static List<SuiteRun.Ended> named(SuiteRun.Outcome outcome, String name, boolean test) {
        return outcome.ended().stream()
                .filter(one -> one.test() == test && one.name().equals(name))
                .toList();
    }

    private static void endsAs(Ending ending, SuiteRun.Ended one) {
        assertThat(one.result().getStatus()).as(one.toString()).isEqualTo(ending.status());
        switch (ending) {
            case PASSES -> assertThat(one.thrown()).isEmpty();
            case FAILS -> hasThrown(one, AssertionError.class, "the test's own failure");
            case ABORTS ->
                assertThat(one.thrown().orElseThrow())
                        .isInstanceOf(TestAbortedException.class)
                        .hasMessageContaining("the test's own reason");
            case THROWS_ERROR -> hasThrown(one, NoClassDefFoundError.class, "the test's own error");
            case INTERRUPTED ->
                assertThat(one.thrown().orElseThrow().getSuppressed()).isEmpty();
            case TIMES_OUT, TIMES_OUT_IN_CALL ->
                assertThat(one.thrown().orElseThrow())
                        .isInstanceOf(TimeoutException.class)
                        .hasMessageEndingWith("timed out after 700 milliseconds");
        }
    }

    private static void hasThrown(SuiteRun.Ended one, Class<? extends Throwable> type, String message) {
        Throwable thrown = one.thrown().orElseThrow();
        assertThat(thrown).isInstanceOf(type).hasMessage(message);
        assertThat(thrown.getSuppressed()).isEmpty();
    }

    private static void siblingsAndLaterTestsPass(SuiteRun.Outcome outcome) {
        assertThat(outcome.ended())
                .filteredOn(one -> one.name().startsWith("repetition ")
                        || one.name().startsWith("alone(")
                        || one.name().startsWith("shared("))
                .hasSize(6)
                .allSatisfy(one ->
                        assertThat(one.result().getStatus()).as(one.toString()).isEqualTo(Status.SUCCESSFUL));
    }

    private static void theCountsAreRight(boolean concurrent) {
        LeaseCounts counts = Census.counts(EndingCases.LaterTestCase.class);
        assertThat(counts.leases()).as("leases").isEqualTo(LEASES);
        assertThat(counts.active()).as("active at last").isZero();
        assertThat(counts.violations()).as("violations").isZero();
        assertThat(Census.tests(all())).hasSize(33 + 1 + 4 + 2).allSatisfy(scope -> {
            assertThat(scope.interrupted()).as("interrupt flag at " + scope).isFalse();
        });
        assertThat(Census.tests(EndingCases.LaterTestCase.class)).allSatisfy(scope -> {
            assertThat(scope.activeBefore()).as(scope.toString()).isZero();
            assertThat(scope.activeAfter()).as(scope.toString()).isZero();
        });
        if (!concurrent) {
            eachInvocationGaveBackWhatItTook();
        }
    }

    private static void eachInvocationGaveBackWhatItTook() {
        assertThat(Census.tests(EACH)).hasSize(26).allSatisfy(scope -> {
            assertThat(scope.leases()).as(scope.toString()).isEqualTo(1);
            assertThat(scope.activeBefore()).as(scope.toString()).isZero();
            assertThat(scope.activeAfter()).as(scope.toString()).isZero();
        });
        assertThat(Census.classes(OF_CLASS)).hasSize(8).allSatisfy(scope -> {
            assertThat(scope.leases()).as(scope.toString()).isEqualTo(1);
            assertThat(scope.activeBefore()).as(scope.toString()).isZero();
            assertThat(scope.activeAfter()).as(scope.toString()).isZero();
        });
    }
}
