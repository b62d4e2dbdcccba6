package io.leasehold.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import io.leasehold.LeaseholdException;
import io.leasehold.profile.BrowserSource;
import io.leasehold.profile.Profile;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A browser that runs already and that others manage, reached over CDP. Its one context is used as it is; only the tabs
 * that this run opens are ours.
 */
final class AttachedRuntime implements HostRuntime {

    private static final System.Logger LOGGER = System.getLogger("io.leasehold");
    private static final double LIMIT_MILLIS = 30_000;

    private final LaunchPlan plan;
    private final Profile profile;
    private final HostLauncher.LaunchLog log;
    private volatile boolean attached;
    private volatile boolean detached;

    AttachedRuntime(LaunchPlan plan, Profile profile, HostLauncher.LaunchLog log) {
        this.plan = plan;
        this.profile = profile;
        this.log = log;
    }

    @Override
    public String place() {
        return BrowserSource.ELSEWHERE;
    }

    @Override
    public Opened open(DriverProcess driver, Optional<String> savedState) {
        // Nothing is put into a browser that others manage, not even a login state that was taken from it.
        Browser browser = connect(plan.typeIn(driver.playwright()));
        if (browser.contexts().isEmpty()) {
            browser.close();
            throw new MissingContextException(
                    "the browser at its cdpEndpoint has no default context, and Leasehold makes"
                            + " none in a browser that others manage. Start that browser with a profile");
        }
        attached = true;
        BrowserContext context = browser.contexts().get(0);
        Page keeper = context.newPage();
        try {
            return new Opened(context, keeper, browser.bind(plan.title()).endpoint, Optional.empty());
        } catch (PlaywrightException e) {
            keeper.close();
            browser.close();
            detached = true;
            throw e;
        }
    }

    private Browser connect(BrowserType type) {
        String endpoint = profile.browserEndpoint().reveal();
        try {
            return type.connectOverCDP(endpoint, new BrowserType.ConnectOverCDPOptions().setTimeout(LIMIT_MILLIS));
        } catch (PlaywrightException e) {
            throw new MissingContextException("the browser that its cdpEndpoint names cannot be attached to: "
                    + ConnectFailure.words(e) + ". Start it with --remote-debugging-port, or correct cdpEndpoint. No"
                    + " other browser was opened in its stead");
        }
    }

    @Override
    public void end(Opened opened, Predicate<Page> ours) {
        // First, for it is waited for: by then the client has heard of the tabs that were opened last.
        opened.keeper().close();
        for (Page tab : List.copyOf(opened.context().pages())) {
            if (ours.test(tab)) {
                tab.close();
            }
        }
        // Of a browser that was attached to, this closes the connection and nothing else.
        opened.browser().close();
        detached = true;
    }

    @Override
    public boolean isOurs() {
        return false;
    }

    @Override
    public void close() {
        if (!attached || detached) {
            return;
        }
        LOGGER.log(
                System.Logger.Level.WARNING,
                "[" + profile.id() + "] The connection to the browser that it is attached to ended before its tabs were"
                        + " closed. Look there for tabs that were left open.");
        try {
            log.found(BrowserSource.LEFT_OPEN, List.of());
        } catch (LeaseholdException e) {
            LOGGER.log(System.Logger.Level.DEBUG, "That could not be noted: " + e.getMessage());
        }
    }
}
