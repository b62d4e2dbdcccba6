package io.leasehold.bench;

import com.microsoft.playwright.Page;
import io.leasehold.LeasedPage;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** Our side: the measured tests with leased pages. */
final class LeasedSuites {
    static final String PROFILE = "buyer";

    private LeasedSuites() {}

    static class CatalogTestCase {
        @RepeatedTest(Rows.SUITE_TESTS)
        void usesTheCatalog(@LeasedPage(profile = PROFILE) Page page) {
            TestBodies.useCatalog(page);
        }
    }

    static class OrderTestCase {
        @RepeatedTest(Rows.SUITE_TESTS)
        void looksAtAnOrder(@LeasedPage(profile = PROFILE) Page page) {
            TestBodies.lookAtAnOrder(page);
        }
    }

    static class ReadbackTestCase {
        @RepeatedTest(Rows.SUITE_TESTS)
        void savesANote(@LeasedPage(profile = PROFILE) Page page, RepetitionInfo turn, TestReporter reporter) {
            String note = TestBodies.enterANote(page, turn.getCurrentRepetition());
            BodyTime.of(reporter, () -> TestBodies.saveAndReadBack(page, note));
        }
    }

    static class HandWrittenReadbackTestCase {
        @RepeatedTest(Rows.SUITE_TESTS)
        void savesANote(@LeasedPage(profile = PROFILE) Page page, RepetitionInfo turn, TestReporter reporter) {
            String note = TestBodies.enterANote(page, turn.getCurrentRepetition());
            BodyTime.of(reporter, () -> TestBodies.saveAndReload(page, note));
        }
    }

    static class FirstTestCase {
        @Test
        void startsTheBody(@LeasedPage(profile = PROFILE) Page page, TestReporter reporter) {
            FirstBody.reached(reporter, page);
        }
    }

    static class EmptyTestCase {
        @RepeatedTest(Rows.LEASE_WARM_UP + Rows.LEASES)
        void doesNothing(@LeasedPage(profile = PROFILE) Page page) {
            FirstBody.use(page);
        }
    }

    static class LongTestCase {
        @RepeatedTest(Rows.LONG_RUN)
        void opensAPage(@LeasedPage(profile = PROFILE) Page page) {
            FirstBody.use(page);
        }
    }
}
