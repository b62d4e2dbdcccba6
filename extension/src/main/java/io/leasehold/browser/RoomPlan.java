package io.leasehold.browser;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.ServiceWorkerPolicy;
import io.leasehold.worker.RoomTerms;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How throw-away contexts of one profile are made: as the shared one, and with none of what it holds but the login.
 *
 * @param launch how the shared one's browser was launched
 * @param context what the shared one's own options were
 */
record RoomPlan(BrowserType.LaunchOptions launch, Browser.NewContextOptions context) {

    static RoomPlan like(BrowserType.LaunchPersistentContextOptions shared) {
        BrowserType.LaunchOptions launch = new BrowserType.LaunchOptions();
        LaunchPlan.copy(shared, launch);
        Browser.NewContextOptions context = new Browser.NewContextOptions();
        LaunchPlan.copy(shared, context);
        return new RoomPlan(launch, context);
    }

    /**
     * Returns the terms of one room. Of the cookies of today it gets those whose names the login had: a cookie that came
     * later may hold what a page keeps of the change that is looked for.
     */
    RoomTerms terms(String loginState, List<Cookie> today) {
        Set<String> ofLogin = StateRestore.cookies(loginState).stream()
                .map(StateRestore::place)
                .collect(Collectors.toCollection(HashSet::new));
        List<Cookie> kept = today.stream()
                .filter(cookie -> ofLogin.contains(StateRestore.place(cookie)))
                .toList();
        Browser.NewContextOptions room = new Browser.NewContextOptions();
        LaunchPlan.copy(context, room);
        // Video and network records of the shared context are its own.
        room.recordVideoDir = null;
        room.recordVideoSize = null;
        room.recordHarPath = null;
        room.recordHarContent = null;
        room.recordHarMode = null;
        room.recordHarOmitContent = null;
        room.recordHarUrlFilter = null;
        room.storageStatePath = null;
        room.setServiceWorkers(ServiceWorkerPolicy.BLOCK).setStorageState(state(kept));
        return new RoomTerms(launch, room);
    }

    private static String state(List<Cookie> cookies) {
        ObjectNode state = new ObjectMapper().createObjectNode();
        ArrayNode list = state.putArray("cookies");
        cookies.forEach(cookie -> add(list.addObject(), cookie));
        state.putArray("origins");
        return state.toString();
    }

    private static void add(ObjectNode json, Cookie cookie) {
        json.put("name", cookie.name)
                .put("value", cookie.value)
                .put("domain", cookie.domain)
                .put("path", cookie.path)
                .put("expires", cookie.expires == null ? -1 : cookie.expires)
                .put("httpOnly", Boolean.TRUE.equals(cookie.httpOnly))
                .put("secure", Boolean.TRUE.equals(cookie.secure))
                .put("sameSite", sameSite(cookie));
        if (cookie.partitionKey != null) {
            json.put("partitionKey", cookie.partitionKey);
        }
    }

    /** The driver takes the words in one spelling, which is the constant's with small letters after the first. */
    private static String sameSite(Cookie cookie) {
        String name = cookie.sameSite == null ? "Lax" : cookie.sameSite.name();
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return "RoomPlan[…]";
    }
}
