package io.leasehold.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A browser of this host's own, on a private folder or on the user's. */
final class LaunchedRuntime implements HostRuntime {

    private final LaunchPlan plan;
    private final SessionFolder session;
    private final Supplier<Optional<Path>> executable;
    private final Housekeeping housekeeping;

    /**
     * Makes one.
     *
     * @param executable waits for the search for a browser
     */
    LaunchedRuntime(
            LaunchPlan plan, SessionFolder session, Supplier<Optional<Path>> executable, Housekeeping housekeeping) {
        this.plan = plan;
        this.session = session;
        this.executable = executable;
        this.housekeeping = housekeeping;
    }

    @Override
    public String place() {
        return session.userData().toString();
    }

    @Override
    public Opened open(DriverProcess driver, Optional<String> savedState) {
        BrowserType type = plan.typeIn(driver.playwright());
        BrowserType.LaunchPersistentContextOptions options = plan.launchOptions(type, executable.get());
        BrowserContext context = LaunchWatch.during(
                driver, housekeeping, () -> type.launchPersistentContext(session.userData(), options));
        Page keeper =
                context.pages().isEmpty() ? context.newPage() : context.pages().get(0);
        if (session.isInPlace()) {
            // The folder is newer than what was taken from it, but for the cookies that end with a browser.
            savedState.or(session::storedState).ifPresent(text -> StateRestore.missingCookies(context, text));
        } else {
            savedState
                    .or(session::storedState)
                    .or(plan::savedState)
                    .ifPresent(text -> StateRestore.into(context, keeper, text));
        }
        Browser browser = context.browser();
        if (browser == null) {
            throw new PlaywrightException("This Playwright does not give the browser of a persistent context.");
        }
        return new Opened(context, keeper, browser.bind(plan.title()).endpoint, Optional.of(RoomPlan.like(options)));
    }

    @Override
    public void end(Opened opened, Predicate<Page> ours) {
        opened.context().close();
    }

    @Override
    public boolean isOurs() {
        return true;
    }

    @Override
    public void store(String state) {
        session.store(state);
    }

    @Override
    public void close() {
        session.close();
    }
}
