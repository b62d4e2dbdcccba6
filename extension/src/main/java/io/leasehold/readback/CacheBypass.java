package io.leasehold.readback;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Route;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Sends what a page asks for past the HTTP cache and service workers, for this page only. */
final class CacheBypass {

    private static final String EVERYTHING = "**/*";

    private CacheBypass() {}

    /** Reads with nothing between the page and the network. */
    static <T> T during(Page page, Supplier<T> read) {
        Browser browser = page.context().browser();
        boolean chromium = browser == null || browser.browserType().name().equals("chromium");
        Runnable end = chromium ? byDevTools(page) : byHeaders(page);
        try {
            return read.get();
        } finally {
            close(end);
        }
    }

    private static Runnable byDevTools(Page page) {
        CDPSession session = page.context().newCDPSession(page);
        session.send("Network.enable");
        session.send("Network.setCacheDisabled", flag("cacheDisabled"));
        session.send("Network.setBypassServiceWorker", flag("bypass"));
        return session::detach;
    }

    private static JsonObject flag(String name) {
        JsonObject params = new JsonObject();
        params.addProperty(name, true);
        return params;
    }

    /** Elsewhere a handler switches the cache off by being there; a service worker's answer is noticed afterwards. */
    private static Runnable byHeaders(Page page) {
        Consumer<Route> fresh = route -> {
            Map<String, String> headers = new HashMap<>(route.request().headers());
            headers.put("cache-control", "no-cache");
            headers.put("pragma", "no-cache");
            route.fallback(new Route.FallbackOptions().setHeaders(headers));
        };
        page.route(EVERYTHING, fresh);
        return () -> page.unroute(EVERYTHING, fresh);
    }

    private static void close(Runnable end) {
        try {
            end.run();
        } catch (PlaywrightException e) {
            // The page is closed, and with it what was set on it.
        }
    }
}
