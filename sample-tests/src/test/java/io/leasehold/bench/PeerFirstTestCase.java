package io.leasehold.bench;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.junit.UsePlaywright;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** The other side of the first test: Playwright's own extension, with a saved login. */
@UsePlaywright(PeerOptions.SavedState.class)
class PeerFirstTestCase {
    @Test
    void startsTheBody(Page page, TestReporter reporter) {
        FirstBody.reached(reporter, page);
    }
}
