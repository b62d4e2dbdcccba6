package io.leasehold.browser;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Follows the tabs that no lease has, from one look at the context to the next, and says what is due: the next step of
 * the closing ladder. Time is told in ticks of a watch that goes on while a look takes long: a page can keep a browser so
 * busy that each answer takes half a minute. Confined to one thread.
 */
final class StrayTabs {

    /** A tab that was given back is closing; one that came too late for its lease is not. */
    private static final int TICKS_WHILE_CLOSING = 2;

    private static final int TICKS_UNCLOSED = 1;
    private static final int TICKS_AFTER_RESCUE = 20;

    /** What a look is to do. */
    enum Step {
        WAIT,
        /** Ask the browser itself to close the tab. */
        CLOSE_TARGET,
        /** Give the context up: nothing closes this tab. */
        GIVE_UP
    }

    private final Map<String, Long> firstSeen = new HashMap<>();
    private final Map<String, Long> rescued = new HashMap<>();
    private final Set<String> givenUp = new HashSet<>();

    /** Forgets tabs that are gone. */
    void stillThere(Set<String> tabs) {
        firstSeen.keySet().retainAll(tabs);
        rescued.keySet().retainAll(tabs);
        givenUp.retainAll(tabs);
    }

    /** Says what is due for a tab at this look. */
    Step next(String tab, boolean closing, long tick) {
        Long rescuedAt = rescued.get(tab);
        if (rescuedAt != null) {
            return tick - rescuedAt >= TICKS_AFTER_RESCUE && givenUp.add(tab) ? Step.GIVE_UP : Step.WAIT;
        }
        long waited = tick - firstSeen.computeIfAbsent(tab, key -> tick);
        if (waited < (closing ? TICKS_WHILE_CLOSING : TICKS_UNCLOSED)) {
            return Step.WAIT;
        }
        rescued.put(tab, tick);
        return Step.CLOSE_TARGET;
    }

    /** Returns the tabs that are followed; for tests. */
    List<String> followed() {
        return new ArrayList<>(firstSeen.keySet());
    }
}
