package io.leasehold.worker;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * What Chromium itself says of a tab (https://chromedevtools.github.io/devtools-protocol/tot/Target/#type-TargetInfo).
 * Its ids are the same on all connections. Immutable.
 *
 * @param context the id of the context that the tab is in
 * @param opener the tab that opened it, while that one is open
 * @param openerFrame the frame that opened it, also when that one is gone; a tab's main frame has the tab's id
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public record TabTarget(String id, String context, Optional<String> opener, Optional<String> openerFrame) {

    /**
     * Asks for one tab; on the thread of its Playwright.
     *
     * @throws PlaywrightException when the tab is gone, or its browser is not Chromium
     */
    public static TabTarget of(Page tab) {
        CDPSession session = tab.context().newCDPSession(tab);
        try {
            return from(session.send("Target.getTargetInfo").getAsJsonObject("targetInfo"));
        } finally {
            session.detach();
        }
    }

    /** Reads a TargetInfo. */
    public static TabTarget from(JsonObject info) {
        return new TabTarget(
                info.get("targetId").getAsString(),
                text(info, "browserContextId").orElse(""),
                text(info, "openerId"),
                text(info, "openerFrameId"));
    }

    private static Optional<String> text(JsonObject info, String name) {
        return info.has(name) ? Optional.of(info.get(name).getAsString()) : Optional.empty();
    }

    /** Tells whether the browser had it opened by a tab that is gone. */
    public boolean isOrphan() {
        return openerFrame.isPresent() && opener.isEmpty();
    }
}
