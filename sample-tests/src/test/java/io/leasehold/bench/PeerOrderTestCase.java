package io.leasehold.bench;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.junit.UsePlaywright;
import org.junit.jupiter.api.RepeatedTest;

/** The other side of the suite of light pages: Playwright's own extension, with a saved login. */
@UsePlaywright(PeerOptions.SavedState.class)
class PeerOrderTestCase {
    @RepeatedTest(Rows.SUITE_TESTS)
    void looksAtAnOrder(Page page) {
        TestBodies.lookAtAnOrder(page);
    }
}
