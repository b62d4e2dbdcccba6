package io.leasehold.bench;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * The other side of a lease: plain Playwright, a tab of one warm persistent context, opened before each test and closed
 * after it. The context's first tab stays open, as a leased context's keeper does.
 */
@TestInstance(Lifecycle.PER_CLASS)
class PlainTabTestCase {
    private @Nullable Playwright playwright;
    private @Nullable BrowserContext context;
    private @Nullable Page page;

    @BeforeAll
    void openContext(@TempDir Path folder) {
        playwright = Playwright.create();
        BrowserSwitches switches = ChildSettings.switches();
        List<String> arguments = new ArrayList<>(switches.added());
        arguments.add(TabCount.switchOn(ChildSettings.debugPort()));
        context = playwright
                .chromium()
                .launchPersistentContext(
                        folder.resolve("data"),
                        new BrowserType.LaunchPersistentContextOptions()
                                .setExecutablePath(ChildSettings.executable())
                                .setArgs(arguments)
                                .setIgnoreDefaultArgs(switches.left()));
    }

    @BeforeEach
    void openTab() {
        page = Objects.requireNonNull(context).newPage();
    }

    @RepeatedTest(Rows.LEASE_WARM_UP + Rows.LEASES)
    void doesNothing() {
        FirstBody.use(Objects.requireNonNull(page));
    }

    @AfterEach
    void closeTab() {
        Objects.requireNonNull(page).close();
    }

    @AfterAll
    void closeContext() {
        if (context != null) {
            context.close();
        }
        if (playwright != null) {
            playwright.close();
        }
    }
}
