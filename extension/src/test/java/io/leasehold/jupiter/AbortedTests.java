package io.leasehold.jupiter;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.leasehold.CheckoutDeniedException;
import io.leasehold.LeasedPage;
import io.leasehold.fixture.SuiteRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.opentest4j.TestAbortedException;

/**
 * A test whose profile is denied fails or is aborted, as the run wants it, and nothing is reserved for evidence that cannot be
 * written. Requirement: C1, C3, C5.
 */
final class AbortedTests {

    @TempDir
    private Path folder;

    private SuiteRun run(Class<?>... classes) {
        return SuiteRun.of(folder, classes)
                .profiles(
                        """
                        {"baseUrl": "http://127.0.0.1:9", "profiles": {
                          "picky": {"accountId": "picky", "allowedTasks": ["checkout"]},
                          "shop": {"accountId": "shop"}}}""");
    }

    static final class MethodTestCase {
        @Test
        void first(@LeasedPage(profile = "picky") Page page) {}

        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        void each(int number, @LeasedPage(profile = "picky") Page page) {}
    }

    static final class BeforeEachTestCase {
        @BeforeEach
        void prepare(@LeasedPage(profile = "picky") Page page) {}

        @Test
        void first() {}
    }

    static final class BeforeAllTestCase {
        @BeforeAll
        static void prepare(@LeasedPage(profile = "picky") Page page) {}

        @Test
        void first() {}
    }

    @ParameterizedTest
    @CsvSource({"abort, ABORTED", "fail, FAILED"})
    void aDeniedTestEndsAsTheRunWantsIt(String setting, Status expected) {
        SuiteRun.Outcome outcome = run(MethodTestCase.class, BeforeEachTestCase.class)
                .with("leasehold.denied", setting)
                .run();

        assertThat(outcome.tests(Status.SUCCESSFUL)).isZero();
        List<Status> ended = outcome.ended().stream()
                .filter(one -> one.thrown().isPresent())
                .map(one -> one.result().getStatus())
                .toList();
        assertThat(ended).hasSize(4).containsOnly(expected);
    }

    @Test
    void anAbortedTestSaysWhy() {
        SuiteRun.Outcome outcome =
                run(MethodTestCase.class).with("leasehold.denied", "abort").run();

        assertThat(outcome.failureOf("first("))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining("The test names no task")
                .hasMessageEndingWith("[profile=picky reason=profile_not_allowed_for_task action=stop]")
                .hasCauseInstanceOf(CheckoutDeniedException.class);
    }

    @Test
    void aClassIsAbortedByItsFirstMethod() {
        SuiteRun.Outcome outcome =
                run(BeforeAllTestCase.class).with("leasehold.denied", "abort").run();

        assertThat(outcome.failures()).singleElement().isInstanceOf(TestAbortedException.class);
        assertThat(outcome.ended()).noneMatch(SuiteRun.Ended::test);
    }

    static final class PlainTestCase {
        @Test
        void first(@LeasedPage(profile = "shop") Page page) {}

        @Test
        void second(@LeasedPage(profile = "shop") Page page) {}
    }

    @Test
    void anEvidenceFolderThatCannotBeMadeDeniesBeforeAnythingIsReserved() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "in the way");

        SuiteRun.Outcome outcome = run(PlainTestCase.class)
                .with("leasehold.evidence", file.resolve("evidence").toString())
                .run();

        assertThat(outcome.failures()).hasSize(2).allSatisfy(thrown -> assertThat(thrown)
                .rootCause()
                .isInstanceOf(CheckoutDeniedException.class)
                .hasMessageContaining("what happens to it could not be written down")
                .hasMessageEndingWith("[profile=shop reason=evidence_not_ready action=stop]"));
        assertThat(folder.resolve("home")).doesNotExist();
    }
}
