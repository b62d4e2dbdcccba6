package io.leasehold.browser;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Follows the tabs that no lease has, from one look at the context to the next, and says what is due: the next step of
 * the closing ladder. Confined to one thread.
 */
final class StrayTabs {

    /** A tab that was given back is closing; one that came too late for its lease is not. */
    private static final int LOOKS_WHILE_CLOSING = 3;

    private static final int LOOKS_UNCLOSED = 2;
    private static final int LOOKS_AFTER_RESCUE = 10;

    /** What a look is to do. */
    enum Step {
        WAIT,
        /** Ask the browser itself to close the tab. */
        CLOSE_TARGET,
        /** Give the context up: nothing closes this tab. */
        GIVE_UP
    }

    private final Map<String, Integer> looks = new HashMap<>();
    private final Map<String, Integer> rescued = new HashMap<>();

    /** Forgets tabs that are gone. */
    void stillThere(Set<String> tabs) {
        looks.keySet().retainAll(tabs);
        rescued.keySet().retainAll(tabs);
    }

    /** Says what is due for a tab at this look. */
    Step next(String tab, boolean closing) {
        int seen = looks.merge(tab, 1, Integer::sum);
        Integer since = rescued.get(tab);
        if (since != null) {
            return seen - since == LOOKS_AFTER_RESCUE ? Step.GIVE_UP : Step.WAIT;
        }
        if (seen < (closing ? LOOKS_WHILE_CLOSING : LOOKS_UNCLOSED)) {
            return Step.WAIT;
        }
        rescued.put(tab, seen);
        return Step.CLOSE_TARGET;
    }

    /** Returns the tabs that are followed; for tests. */
    List<String> followed() {
        return new ArrayList<>(looks.keySet());
    }
}
