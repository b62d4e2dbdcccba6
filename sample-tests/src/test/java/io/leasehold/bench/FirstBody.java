package io.leasehold.bench;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.TestReporter;

/** Tells the launcher's listener when a body began; the clock is that of the JVM, so the time of the report is none. */
final class FirstBody {
    static final String ENTRY = "bench.body.nanos";

    private FirstBody() {}

    static void reached(TestReporter reporter, Page page) {
        long now = System.nanoTime();
        use(page);
        reporter.publishEntry(ENTRY, String.valueOf(now));
    }

    /** Makes sure of a page that answers, without asking the browser. */
    static void use(Page page) {
        if (page.isClosed()) {
            throw new AssertionError("The page was closed before its test.");
        }
    }
}
