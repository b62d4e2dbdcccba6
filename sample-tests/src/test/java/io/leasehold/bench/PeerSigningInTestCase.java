package io.leasehold.bench;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.junit.UsePlaywright;
import org.junit.jupiter.api.RepeatedTest;

/** The other side of the login suite: Playwright's own extension, and a login in each test. */
@UsePlaywright(PeerOptions.class)
class PeerSigningInTestCase {
    @RepeatedTest(Rows.SUITE_TESTS)
    void looksAtAnOrder(Page page) {
        TestBodies.signIn(page, ChildSettings.password());
        TestBodies.lookAtAnOrder(page);
    }
}
