package io.leasehold.worker;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What a test may do to objects that others use too, as data: protocol type and method to rule. The only place that
 * knows it; a test compares it with the methods of the Playwright in use.
 */
final class GuardTable {

    /** What becomes of a call. */
    enum Rule {
        /** Passes. */
        ALLOW,
        /** Passes on an EXCLUSIVE lease, which then retires the context; refused on a SHARED one. */
        CHANGES_CONTEXT,
        /** Refused always: it would end or replace what the provider owns. */
        PROVIDER_ONLY
    }

    /** A rule, and the way that a test should go instead. */
    record Entry(Rule rule, String insteadOf) {}

    private static final String EXCLUSIVE = "or lease the page with access = Access.EXCLUSIVE";
    private static final String LEAVE_OPEN =
            "Leave it open: the tab is closed with the lease, and the context is closed when the run ends";
    private static final String OWN_BROWSER =
            "Use a browser of your own (Playwright.create()) for what must not share the leased login";

    private static final Set<String> GUARDED = Set.of(
            "BrowserContext", "Browser", "BrowserType", "APIRequestContext", "Tracing", "Debugger", "Playwright");

    /** The client tells the driver what it waits for, on any object. */
    private static final Set<String> WAIT_NOTES = Set.of("waitForEventInfo", "__waitInfo__");

    private static final Map<String, Entry> ENTRIES = entries();

    private GuardTable() {}

    /** Returns the rule of a call; unknown methods of a guarded type are the provider's, all others pass. */
    static Entry entry(String type, String method) {
        Entry entry = ENTRIES.get(type + "." + method);
        if (entry != null) {
            return entry;
        }
        if (WAIT_NOTES.contains(method)) {
            return new Entry(Rule.ALLOW, "");
        }
        return GUARDED.contains(type)
                ? new Entry(Rule.PROVIDER_ONLY, "Leasehold does not know this call; ask for it in an issue")
                : new Entry(Rule.ALLOW, "");
    }

    static Set<String> guardedTypes() {
        return GUARDED;
    }

    static boolean knows(String type, String method) {
        return ENTRIES.containsKey(type + "." + method);
    }

    /** Returns what the table knows, as {@code Type.method}. */
    static Set<String> calls() {
        return ENTRIES.keySet();
    }

    private static Map<String, Entry> entries() {
        Map<String, Entry> table = new HashMap<>();
        contextCalls(table);
        allow(table, "APIRequestContext", "fetch fetchResponseBody fetchLog storageState disposeAPIResponse");
        refuse(table, "APIRequestContext", "dispose", LEAVE_OPEN);
        change(
                table,
                "Tracing",
                "tracingStart tracingStartChunk tracingGroup tracingGroupEnd tracingStop tracingStopChunk",
                "Failures of leased pages leave their own evidence; trace in a browser of your own, " + EXCLUSIVE);
        change(table, "Tracing", "harStart harExport", "Use page.routeFromHAR(…), " + EXCLUSIVE);
        allow(table, "Debugger", "resume");
        change(table, "Debugger", "requestPause next runTo", "Use page.pause(), " + EXCLUSIVE);
        allow(table, "Browser", "defaultUserAgentForTest");
        refuse(table, "Browser", "close killForTests stopServer startServer disconnectFromReusedContext", LEAVE_OPEN);
        refuse(table, "Browser", "newContext newContextForReuse newBrowserCDPSession", OWN_BROWSER);
        refuse(table, "Browser", "startTracing stopTracing", OWN_BROWSER);
        refuse(
                table,
                "BrowserType",
                "launch launchPersistentContext connectOverCDP connectToWorker connect",
                OWN_BROWSER);
        allow(table, "Playwright", "newRequest");
        return Map.copyOf(table);
    }

    private static void contextCalls(Map<String, Entry> table) {
        String type = "BrowserContext";
        allow(table, type, "newPage cookies storageState newCDPSession createTempFiles updateSubscription pause");
        allow(table, type, "registerSelectorEngine setTestIdAttributeName exposeConsoleApi");
        allow(table, type, "enableRecorder disableRecorder credentialsGet");
        refuse(table, type, "close", LEAVE_OPEN);
        change(
                table,
                type,
                "addCookies clearCookies setStorageState setHTTPCredentials",
                "The login belongs to the profile; use page.route(…) to send other headers from this tab, "
                        + EXCLUSIVE);
        change(
                table,
                type,
                "grantPermissions clearPermissions setGeolocation",
                "Use a CDP session of this page (Emulation.setGeolocationOverride), " + EXCLUSIVE);
        change(table, type, "setOffline", "Use page.route(\"**\", Route::abort), " + EXCLUSIVE);
        change(table, type, "setExtraHTTPHeaders", "Use page.setExtraHTTPHeaders(…), " + EXCLUSIVE);
        change(table, type, "addInitScript", "Use page.addInitScript(…), " + EXCLUSIVE);
        change(table, type, "exposeBinding", "Use page.exposeBinding(…) or page.exposeFunction(…), " + EXCLUSIVE);
        change(table, type, "setNetworkInterceptionPatterns", "Use page.route(…), " + EXCLUSIVE);
        change(table, type, "setWebSocketInterceptionPatterns", "Use page.routeWebSocket(…), " + EXCLUSIVE);
        change(
                table,
                type,
                "clockInstall clockFastForward clockPauseAt clockResume clockRunFor clockSetFixedTime clockSetSystemTime",
                "The clock is one for all tabs of the context; lease the page with access = Access.EXCLUSIVE");
        change(
                table,
                type,
                "credentialsInstall credentialsCreate credentialsDelete",
                "Credentials are one store for all tabs; lease the page with access = Access.EXCLUSIVE");
    }

    private static void allow(Map<String, Entry> table, String type, String methods) {
        put(table, type, methods, new Entry(Rule.ALLOW, ""));
    }

    private static void change(Map<String, Entry> table, String type, String methods, String instead) {
        put(table, type, methods, new Entry(Rule.CHANGES_CONTEXT, instead));
    }

    private static void refuse(Map<String, Entry> table, String type, String methods, String instead) {
        put(table, type, methods, new Entry(Rule.PROVIDER_ONLY, instead));
    }

    private static void put(Map<String, Entry> table, String type, String methods, Entry entry) {
        for (String method : methods.split(" ")) {
            table.put(type + "." + method, entry);
        }
    }
}
