package io.leasehold.browser;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Closes tabs that a test opened and that nobody was told of before the test was over. Playwright announces a popup when
 * the first answer to it arrives (https://playwright.dev/java/docs/api/class-browsercontext#browser-context-event-page);
 * until then it is in no list of pages, and without an answer it would stay in the shared browser for ever. The browser
 * itself knows it, and who opened it. Chromium only; used on the owner's thread.
 */
final class UnannouncedTabs {

    /** A test that closes a tab itself may wait for a popup of it; so many looks are left to the answer. */
    static final int LOOKS = 20;

    private static final String ID = "targetId";
    private static final String OPENER = "openerId";
    private static final String OPENER_FRAME = "openerFrameId";
    private static final String CONTEXT = "browserContextId";

    private final BrowserContext context;
    private final CDPSession browser;
    private final String home;
    private final Map<String, Integer> looks = new HashMap<>();
    private final Set<String> announced = new HashSet<>();

    /** Begins with a tab of the shared context. */
    UnannouncedTabs(HostRuntime.Opened opened) {
        this.context = opened.context();
        this.browser = opened.browser().newBrowserCDPSession();
        this.home = text(targetOf(opened.keeper()), CONTEXT);
    }

    /**
     * Looks at the browser's own list of tabs once, and closes those whose time is over.
     *
     * @param tabs those that were announced
     */
    void over(List<Page> tabs) {
        try {
            Set<String> due = due();
            if (!due.isEmpty()) {
                tabs.forEach(tab -> announced.add(text(targetOf(tab), ID)));
                due.removeAll(announced);
                due.forEach(this::close);
            }
        } catch (PlaywrightException e) {
            // A tab that went meanwhile: the next look is not far. A browser that did is noticed by who watches it.
        }
    }

    /** Returns the tabs whose opener is gone and whose time is over, unless they are known to have been announced. */
    private Set<String> due() {
        Set<String> orphans = targets().stream()
                .filter(UnannouncedTabs::isOpenerGone)
                .map(target -> text(target, ID))
                .collect(Collectors.toSet());
        looks.keySet().retainAll(orphans);
        announced.retainAll(orphans);
        orphans.removeAll(announced);
        orphans.removeIf(tab -> looks.merge(tab, 1, Integer::sum) % LOOKS != 0);
        return orphans;
    }

    /** The browser keeps the frame that opened a tab in mind, and the tab of that frame while it is there. */
    private static boolean isOpenerGone(JsonObject target) {
        return target.has(OPENER_FRAME) && !target.has(OPENER);
    }

    private List<JsonObject> targets() {
        return StreamSupport.stream(
                        browser.send("Target.getTargets")
                                .getAsJsonArray("targetInfos")
                                .spliterator(),
                        false)
                .map(JsonElement::getAsJsonObject)
                .filter(target -> text(target, "type").equals("page"))
                .filter(target -> text(target, CONTEXT).equals(home))
                .toList();
    }

    private JsonObject targetOf(Page tab) {
        CDPSession session = context.newCDPSession(tab);
        try {
            return session.send("Target.getTargetInfo").getAsJsonObject("targetInfo");
        } finally {
            session.detach();
        }
    }

    private void close(String tab) {
        JsonObject target = new JsonObject();
        target.addProperty(ID, tab);
        browser.send("Target.closeTarget", target);
    }

    private static String text(JsonObject object, String name) {
        return object.has(name) ? object.get(name).getAsString() : "";
    }
}
