package io.leasehold.worker;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.Geolocation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One thing that a test may not do on a SHARED lease, and what it is told.
 *
 * @param title what the test does
 * @param attempt does it
 * @param call how the message names the refused call
 * @param insteadOf the way to go that the message names
 */
record RefusedCall(String title, Consumer<Page> attempt, String call, String insteadOf) {

    private static final String LEAVE_OPEN =
            "Leave it open: the tab is closed with the lease, and the context is closed when the run ends";
    private static final String OWN_BROWSER =
            "Use a browser of your own (Playwright.create()) for what must not share the leased login";
    private static final String EXCLUSIVE = ", or lease the page with access = Access.EXCLUSIVE";
    private static final String LOGIN =
            "The login belongs to the profile; use page.route(…) to send other headers from this tab" + EXCLUSIVE;
    private static final String PLACE = "Use a CDP session of this page (Emulation.setGeolocationOverride)" + EXCLUSIVE;
    private static final String ONE_CLOCK =
            "The clock is one for all tabs of the context; lease the page with access = Access.EXCLUSIVE";
    private static final String TRACE =
            "Failures of leased pages leave their own evidence; trace in a browser of your own" + EXCLUSIVE;

    static List<RefusedCall> all(Path folder) {
        List<RefusedCall> all = new ArrayList<>(ends());
        all.addAll(loginChanges(folder));
        all.addAll(handlers(folder));
        all.addAll(clocks());
        all.addAll(others(folder));
        all.addAll(devTools());
        return List.copyOf(all);
    }

    private static RefusedCall onContext(String title, Consumer<BrowserContext> attempt, String call, String way) {
        return new RefusedCall(title, page -> attempt.accept(page.context()), "BrowserContext." + call, way);
    }

    private static List<RefusedCall> ends() {
        return List.of(
                new RefusedCall(
                        "page.context().close()", page -> page.context().close(), "BrowserContext.close", LEAVE_OPEN),
                new RefusedCall(
                        "page.context().close() again",
                        page -> page.context().close(),
                        "BrowserContext.close",
                        LEAVE_OPEN),
                new RefusedCall(
                        "context.close() with a reason",
                        page -> page.context().close(new BrowserContext.CloseOptions().setReason("done")),
                        "BrowserContext.close",
                        LEAVE_OPEN),
                new RefusedCall(
                        "locator.page().context().close()",
                        page -> page.locator("h1").page().context().close(),
                        "BrowserContext.close",
                        LEAVE_OPEN),
                new RefusedCall(
                        "frame.page().context().close()",
                        page -> page.mainFrame().page().context().close(),
                        "BrowserContext.close",
                        LEAVE_OPEN),
                new RefusedCall(
                        "popup.context().close()",
                        page -> page.waitForPopup(() -> page.evaluate("void window.open('/')"))
                                .context()
                                .close(),
                        "BrowserContext.close",
                        LEAVE_OPEN),
                new RefusedCall(
                        "browser.contexts().get(0).close()",
                        page -> browser(page).contexts().get(0).close(),
                        "BrowserContext.close",
                        LEAVE_OPEN),
                new RefusedCall("browser.close()", page -> browser(page).close(), "Browser.close", LEAVE_OPEN),
                new RefusedCall("browser.close() again", page -> browser(page).close(), "Browser.close", LEAVE_OPEN),
                new RefusedCall(
                        "context.request().dispose()",
                        page -> page.context().request().dispose(),
                        "APIRequestContext.dispose",
                        LEAVE_OPEN),
                new RefusedCall(
                        "page.request().dispose()",
                        page -> page.request().dispose(),
                        "APIRequestContext.dispose",
                        LEAVE_OPEN));
    }

    private static List<RefusedCall> loginChanges(Path folder) {
        Cookie cookie = new Cookie("refused", "1").setDomain("127.0.0.1").setPath("/");
        Path state = folder.resolve("state.json");
        return List.of(
                onContext("addCookies", context -> context.addCookies(List.of(cookie)), "addCookies", LOGIN),
                onContext("clearCookies", BrowserContext::clearCookies, "clearCookies", LOGIN),
                onContext(
                        "clearCookies by name",
                        context -> context.clearCookies(new BrowserContext.ClearCookiesOptions().setName("session")),
                        "clearCookies",
                        LOGIN),
                onContext("setStorageState", context -> context.setStorageState(state), "setStorageState", LOGIN),
                onContext(
                        "grantPermissions",
                        context -> context.grantPermissions(List.of("geolocation")),
                        "grantPermissions",
                        PLACE),
                onContext("clearPermissions", BrowserContext::clearPermissions, "clearPermissions", PLACE),
                onContext(
                        "setGeolocation",
                        context -> context.setGeolocation(new Geolocation(1, 2)),
                        "setGeolocation",
                        PLACE),
                onContext(
                        "setOffline",
                        context -> context.setOffline(true),
                        "setOffline",
                        "Use page.route(\"**\", Route::abort)" + EXCLUSIVE),
                onContext(
                        "setExtraHTTPHeaders",
                        context -> context.setExtraHTTPHeaders(Map.of("X-Refused", "1")),
                        "setExtraHTTPHeaders",
                        "Use page.setExtraHTTPHeaders(…)" + EXCLUSIVE));
    }

    private static List<RefusedCall> handlers(Path folder) {
        String route = "Use page.route(…)" + EXCLUSIVE;
        String binding = "Use page.exposeBinding(…) or page.exposeFunction(…)" + EXCLUSIVE;
        return List.of(
                onContext(
                        "route",
                        context -> context.route("**/*", Route::abort),
                        "setNetworkInterceptionPatterns",
                        route),
                onContext(
                        "routeFromHAR",
                        context -> context.routeFromHAR(folder.resolve("all.har")),
                        "setNetworkInterceptionPatterns",
                        route),
                onContext(
                        "routeWebSocket",
                        context -> context.routeWebSocket("**/ws", socket -> {}),
                        "setWebSocketInterceptionPatterns",
                        "Use page.routeWebSocket(…)" + EXCLUSIVE),
                onContext(
                        "addInitScript",
                        context -> context.addInitScript("window.refused = 1"),
                        "addInitScript",
                        "Use page.addInitScript(…)" + EXCLUSIVE),
                onContext(
                        "exposeBinding",
                        context -> context.exposeBinding("refusedBinding", (source, arguments) -> 1),
                        "exposeBinding",
                        binding),
                onContext(
                        "exposeFunction",
                        context -> context.exposeFunction("refusedFunction", arguments -> 1),
                        "exposeBinding",
                        binding));
    }

    private static List<RefusedCall> clocks() {
        return List.of(
                onContext("clock().install()", context -> context.clock().install(), "clockInstall", ONE_CLOCK),
                new RefusedCall(
                        "page.clock().install()",
                        page -> page.clock().install(),
                        "BrowserContext.clockInstall",
                        ONE_CLOCK),
                onContext("clock().runFor()", context -> context.clock().runFor(1), "clockRunFor", ONE_CLOCK),
                onContext(
                        "clock().fastForward()",
                        context -> context.clock().fastForward(1),
                        "clockFastForward",
                        ONE_CLOCK),
                onContext("clock().pauseAt()", context -> context.clock().pauseAt(1), "clockPauseAt", ONE_CLOCK),
                onContext("clock().resume()", context -> context.clock().resume(), "clockResume", ONE_CLOCK),
                onContext(
                        "clock().setFixedTime()",
                        context -> context.clock().setFixedTime(1),
                        "clockSetFixedTime",
                        ONE_CLOCK),
                onContext(
                        "clock().setSystemTime()",
                        context -> context.clock().setSystemTime(1),
                        "clockSetSystemTime",
                        ONE_CLOCK));
    }

    private static List<RefusedCall> others(Path folder) {
        return List.of(
                new RefusedCall(
                        "tracing().start()",
                        page -> page.context().tracing().start(null),
                        "Tracing.tracingStart",
                        TRACE),
                new RefusedCall(
                        "tracing().group()",
                        page -> page.context().tracing().group("g"),
                        "Tracing.tracingGroup",
                        TRACE),
                new RefusedCall(
                        "tracing().startHar()",
                        page -> page.context().tracing().startHar(folder.resolve("trace.har")),
                        "Tracing.harStart",
                        "Use page.routeFromHAR(…)" + EXCLUSIVE),
                onContext(
                        "onDialog()",
                        context -> context.onDialog(dialog -> dialog.accept()),
                        "onDialog",
                        "Use page.onDialog(…)" + EXCLUSIVE),
                new RefusedCall(
                        "debugger().requestPause()",
                        page -> page.context().debugger().requestPause(),
                        "Debugger.requestPause",
                        "Use page.pause()" + EXCLUSIVE),
                onContext(
                        "credentials().install()",
                        context -> context.credentials().install(),
                        "credentialsInstall",
                        "Credentials are one store for all tabs; lease the page with access = Access.EXCLUSIVE"),
                new RefusedCall(
                        "browser.newContext()", page -> browser(page).newContext(), "Browser.newContext", OWN_BROWSER),
                new RefusedCall(
                        "browser.newPage()", page -> browser(page).newPage(), "Browser.newContext", OWN_BROWSER),
                new RefusedCall(
                        "browser.newBrowserCDPSession()",
                        page -> browser(page).newBrowserCDPSession(),
                        "Browser.newBrowserCDPSession",
                        OWN_BROWSER),
                new RefusedCall(
                        "browser.startTracing()",
                        page -> browser(page).startTracing(page),
                        "Browser.startTracing",
                        OWN_BROWSER),
                new RefusedCall(
                        "browser.bind()", page -> browser(page).bind("again"), "Browser.startServer", LEAVE_OPEN),
                new RefusedCall("browser.unbind()", page -> browser(page).unbind(), "Browser.stopServer", LEAVE_OPEN),
                new RefusedCall(
                        "browserType().launch()",
                        page -> browser(page).browserType().launch(),
                        "BrowserType.launch",
                        OWN_BROWSER),
                new RefusedCall(
                        "browserType().launchPersistentContext()",
                        page -> browser(page).browserType().launchPersistentContext(folder.resolve("own")),
                        "BrowserType.launchPersistentContext",
                        OWN_BROWSER));
    }

    private static List<RefusedCall> devTools() {
        String within = "Send commands that stay within this page";
        String orExclusive = within + ", or use access = Access.EXCLUSIVE";
        return List.of(
                devTools("Browser.close", within),
                devTools("Target.closeTarget", within),
                devTools("Target.createTarget", within),
                devTools("Target.getTargets", within),
                devTools("Page.setDownloadBehavior", orExclusive),
                devTools("Network.clearBrowserCookies", orExclusive),
                devTools("Network.setCookie", orExclusive),
                devTools("Storage.clearCookies", orExclusive),
                devTools("Storage.setCookies", orExclusive));
    }

    private static RefusedCall devTools(String command, String way) {
        return new RefusedCall(
                "CDP " + command,
                page -> page.context().newCDPSession(page).send(command),
                "CDPSession." + command,
                way);
    }

    private static com.microsoft.playwright.Browser browser(Page page) {
        return java.util.Objects.requireNonNull(page.context().browser(), "a leased page's context has a browser");
    }
}
