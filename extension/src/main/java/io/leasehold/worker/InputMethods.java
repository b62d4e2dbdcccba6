package io.leasehold.worker;

import com.google.gson.JsonObject;
import java.util.Set;

/**
 * Protocol methods by which a test can make a page open a tab without an opener: what a person can do. Tabs that a script
 * opens carry their opener.
 */
final class InputMethods {

    private static final Set<String> NAMES = Set.of(
            "click",
            "dblclick",
            "tap",
            "press",
            "dispatchEvent",
            "keyboardDown",
            "keyboardUp",
            "keyboardPress",
            "mouseDown",
            "mouseUp",
            "mouseClick",
            "touchscreenTap");

    private InputMethods() {}

    static boolean mayOpenTab(String method) {
        return NAMES.contains(method);
    }

    /** Tells a click or a key that asks for a tab without an opener: with a modifier, or with the middle button. */
    static boolean asksForTab(String method, JsonObject params) {
        boolean modified =
                params.has("modifiers") && !params.getAsJsonArray("modifiers").isEmpty();
        boolean middle =
                params.has("button") && params.get("button").getAsString().equals("middle");
        boolean chord = params.has("key") && params.get("key").getAsString().endsWith("+Enter");
        return mayOpenTab(method) && (modified || middle || chord);
    }
}
