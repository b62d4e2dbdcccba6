package io.leasehold.browser;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import io.leasehold.worker.TabTarget;
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

    private final CDPSession browser;
    private final String home;
    private final Map<String, Integer> looks = new HashMap<>();
    private final Set<String> announced = new HashSet<>();

    /** Begins with a tab of the shared context. */
    UnannouncedTabs(HostRuntime.Opened opened) {
        this.browser = opened.browser().newBrowserCDPSession();
        this.home = TabTarget.of(opened.keeper()).context();
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
                tabs.forEach(tab -> announced.add(TabTarget.of(tab).id()));
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
                .filter(TabTarget::isOrphan)
                .map(TabTarget::id)
                .collect(Collectors.toSet());
        looks.keySet().retainAll(orphans);
        announced.retainAll(orphans);
        orphans.removeAll(announced);
        orphans.removeIf(tab -> looks.merge(tab, 1, Integer::sum) % LOOKS != 0);
        return orphans;
    }

    private List<TabTarget> targets() {
        return StreamSupport.stream(
                        browser.send("Target.getTargets")
                                .getAsJsonArray("targetInfos")
                                .spliterator(),
                        false)
                .map(JsonElement::getAsJsonObject)
                .filter(target -> target.get("type").getAsString().equals("page"))
                .map(TabTarget::from)
                .filter(target -> target.context().equals(home))
                .toList();
    }

    private void close(String tab) {
        JsonObject target = new JsonObject();
        target.addProperty("targetId", tab);
        browser.send("Target.closeTarget", target);
    }
}
