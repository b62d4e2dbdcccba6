package io.leasehold.browser;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import io.leasehold.ConfigurationException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Puts a saved login state into a context: cookies, and local storage by a page of each origin that is answered from
 * here. {@code BrowserContext.setStorageState} of Playwright for Java 1.62 sends what its driver refuses.
 */
final class StateRestore {

    private static final String FILL_STORAGE =
            "items => { for (const [name, value] of Object.entries(items)) localStorage.setItem(name, value); }";

    private StateRestore() {}

    static void into(BrowserContext context, Page page, String storageState) {
        JsonNode state = parsed(storageState);
        List<Cookie> cookies = cookies(state);
        // What a kept folder still has of later cookies is not of that state.
        context.clearCookies();
        if (!cookies.isEmpty()) {
            context.addCookies(cookies);
        }
        for (JsonNode origin : state.path("origins")) {
            restoreStorage(page, origin);
        }
    }

    /** Puts back the cookies that end with a browser, where the context has no newer one. */
    static void missingCookies(BrowserContext context, String storageState) {
        Set<String> present =
                context.cookies().stream().map(StateRestore::place).collect(Collectors.toSet());
        List<Cookie> missing = new ArrayList<>();
        for (JsonNode saved : parsed(storageState).path("cookies")) {
            Cookie cookie = cookie(saved);
            boolean endsWithBrowser = cookie.expires == null || cookie.expires < 0;
            if (endsWithBrowser && !present.contains(place(cookie))) {
                missing.add(cookie);
            }
        }
        if (!missing.isEmpty()) {
            context.addCookies(missing);
        }
    }

    /** Returns what makes two cookies the same. */
    static String place(Cookie cookie) {
        return cookie.name + " " + cookie.domain + " " + cookie.path;
    }

    /** Returns the cookies of a saved login state. */
    static List<Cookie> cookies(String storageState) {
        return cookies(parsed(storageState));
    }

    private static List<Cookie> cookies(JsonNode state) {
        List<Cookie> cookies = new ArrayList<>();
        state.path("cookies").forEach(cookie -> cookies.add(cookie(cookie)));
        return cookies;
    }

    private static JsonNode parsed(String storageState) {
        try {
            return new ObjectMapper().readTree(storageState);
        } catch (JsonProcessingException e) {
            // No cause: the parser quotes the text, and the text is the login.
            throw new ConfigurationException(
                    "The saved login state cannot be read: it is no JSON. Delete it, and the next run logs in again.",
                    null);
        }
    }

    private static Cookie cookie(JsonNode saved) {
        Cookie cookie = new Cookie(
                        saved.path("name").asText(), saved.path("value").asText())
                .setDomain(saved.path("domain").asText())
                .setPath(saved.path("path").asText("/"))
                .setHttpOnly(saved.path("httpOnly").asBoolean())
                .setSecure(saved.path("secure").asBoolean());
        if (saved.hasNonNull("expires")) {
            cookie.setExpires(saved.path("expires").asDouble());
        }
        String sameSite = saved.path("sameSite").asText("").toUpperCase(Locale.ROOT);
        for (SameSiteAttribute attribute : SameSiteAttribute.values()) {
            if (attribute.name().equals(sameSite)) {
                cookie.setSameSite(attribute);
            }
        }
        if (saved.hasNonNull("partitionKey")) {
            cookie.setPartitionKey(saved.path("partitionKey").asText());
        }
        return cookie;
    }

    private static void restoreStorage(Page page, JsonNode origin) {
        Map<String, String> items = new HashMap<>();
        origin.path("localStorage")
                .forEach(item ->
                        items.put(item.path("name").asText(), item.path("value").asText()));
        if (items.isEmpty()) {
            return;
        }
        page.route(
                "**/*",
                route -> route.fulfill(
                        new Route.FulfillOptions().setContentType("text/html").setBody("")));
        try {
            page.navigate(origin.path("origin").asText());
            page.evaluate(FILL_STORAGE, items);
        } finally {
            page.unroute("**/*");
        }
        page.navigate("about:blank");
    }
}
