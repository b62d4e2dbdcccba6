package io.leasehold.bench;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.junit.UsePlaywright;
import org.junit.jupiter.api.RepeatedTest;

/** The other side of the catalog suite: Playwright's own extension, with a saved login. */
@UsePlaywright(PeerOptions.SavedState.class)
class PeerCatalogTestCase {
    @RepeatedTest(Rows.SUITE_TESTS)
    void usesTheCatalog(Page page) {
        TestBodies.useCatalog(page);
    }
}
