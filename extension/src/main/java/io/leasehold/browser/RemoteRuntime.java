package io.leasehold.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import io.leasehold.profile.BrowserSource;
import io.leasehold.profile.Profile;
import io.leasehold.worker.WorkerWay;
import java.net.URI;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A browser that a Playwright server starts for this host, with a context of the profile's own. Workers connect to a port
 * that the server opens beside its own: what a server's browser shows to one client it shows to no other otherwise.
 */
final class RemoteRuntime implements HostRuntime {

    private static final double LIMIT_MILLIS = 30_000;

    private final LaunchPlan plan;
    private final Profile profile;
    private final @Nullable SessionFolder kept;

    /**
     * Makes one.
     *
     * @param kept where the login state is kept between runs, if it is
     */
    RemoteRuntime(LaunchPlan plan, Profile profile, @Nullable SessionFolder kept) {
        this.plan = plan;
        this.profile = profile;
        this.kept = kept;
    }

    @Override
    public String place() {
        return BrowserSource.ELSEWHERE;
    }

    @Override
    public Opened open(DriverProcess driver, Optional<String> savedState) {
        BrowserType type = plan.typeIn(driver.playwright());
        URI endpoint = URI.create(profile.browserEndpoint().reveal());
        refuseUnlessPlain(endpoint);
        Browser browser = connect(type, endpoint);
        try {
            Browser.NewContextOptions options = plan.contextOptions();
            savedState.or(this::storedState).or(plan::savedState).ifPresent(options::setStorageState);
            BrowserContext context = browser.newContext(options);
            Page keeper = context.newPage();
            return new Opened(context, keeper, share(browser, type, endpoint), Optional.empty());
        } catch (RuntimeException | Error e) {
            browser.close();
            throw e;
        }
    }

    /** The port for the workers speaks without encryption: a login must not travel worse than the user chose. */
    private static void refuseUnlessPlain(URI endpoint) {
        if (!"ws".equalsIgnoreCase(endpoint.getScheme())) {
            throw new MissingContextException(
                    "its wsEndpoint is encrypted (wss), and Playwright's servers open the port"
                            + " that tests share a browser by without encryption. Reach the server by ws:// inside a network of"
                            + " its own or a tunnel of both machines, or attach to a browser with cdpEndpoint");
        }
    }

    private Optional<String> storedState() {
        return kept == null ? Optional.empty() : kept.storedState();
    }

    private Browser connect(BrowserType type, URI endpoint) {
        try {
            return type.connect(
                    endpoint.toString(),
                    new BrowserType.ConnectOptions().setTimeout(LIMIT_MILLIS).setHeaders(plan.connectHeaders()));
        } catch (PlaywrightException e) {
            throw new MissingContextException("the Playwright server that its wsEndpoint names cannot be used: "
                    + ConnectFailure.words(e) + ". Start it, or correct wsEndpoint. No other browser was opened in its"
                    + " stead");
        }
    }

    /** Shares the browser, and sees to it that others meet in it the one context that was made. */
    private String share(Browser browser, BrowserType type, URI endpoint) {
        String shared;
        int contexts;
        try {
            shared = browser.bind(
                            plan.title(),
                            new Browser.BindOptions()
                                    .setHost(endpoint.getHost())
                                    .setPort(0))
                    .endpoint;
            Browser seen = type.connect(shared, new BrowserType.ConnectOptions().setTimeout(LIMIT_MILLIS));
            contexts = seen.contexts().size();
            seen.close();
        } catch (PlaywrightException e) {
            throw new MissingContextException("the server that its wsEndpoint names started a browser, and tests cannot"
                    + " share it: they connect to a port that the server opens for that, and "
                    + ConnectFailure.words(e)
                    + ". Let this machine reach all ports of the server's, or run the server on this machine");
        }
        if (contexts != 1) {
            throw new MissingContextException(
                    "the server that its wsEndpoint names gives one browser to all its clients,"
                            + " and " + contexts
                            + " contexts are in it, so nobody can tell which is the profile's. Use a server"
                            + " that starts a browser for each client (run-server)");
        }
        return shared;
    }

    @Override
    public void end(Opened opened, Predicate<Page> ours) {
        opened.context().close();
        opened.browser().close();
    }

    @Override
    public boolean isOurs() {
        return false;
    }

    @Override
    public WorkerWay way(WorkerWay usual) {
        return WorkerWay.overTheNet();
    }

    @Override
    public void store(String state) {
        if (kept != null) {
            kept.store(state);
        }
    }

    @Override
    public void close() {
        if (kept != null) {
            kept.close();
        }
    }
}
