package io.leasehold.worker;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import io.leasehold.Access;
import io.leasehold.SharedContextException;
import java.util.HashSet;
import java.util.Set;

/**
 * Refuses what a test may not do to objects that belong to the provider, and puts back what the client had already
 * changed on its side. Thread-confined like the worker's connection.
 */
final class Guard {

    private final Holder holder;
    private final BrowserContext context;
    private final PlaywrightInternals internals;
    private final Set<String> rooms = new HashSet<>();
    private boolean changed;
    private boolean openingRoom;

    Guard(Holder holder, BrowserContext context, PlaywrightInternals internals) {
        this.holder = holder;
        this.context = context;
        this.internals = internals;
    }

    /** Tells whether a context-wide change was let through. */
    boolean contextChanged() {
        return changed;
    }

    /** Lets the provider open a throw-away context for the holder, or ends that. */
    void openingRoom(boolean opening) {
        openingRoom = opening;
    }

    /** Lets everything pass that is sent to an object of a throw-away context: nobody else uses it. */
    void letPass(String object) {
        rooms.add(object);
    }

    private boolean concernsARoom(String type, String method, JsonObject message) {
        boolean opens = openingRoom && type.equals("Browser") && method.equals("newContext");
        return opens || rooms.contains(message.get("guid").getAsString());
    }

    void check(String type, String method, JsonObject message) {
        if (concernsARoom(type, method, message)) {
            return;
        }
        if (type.equals("CDPSession")) {
            checkDevTools(method, message);
            return;
        }
        if (type.equals("BrowserContext") && method.equals("updateSubscription")) {
            checkSubscription(message.getAsJsonObject("params"));
        }
        GuardTable.Entry entry = GuardTable.entry(type, method);
        switch (entry.rule()) {
            case ALLOW -> {}
            case PROVIDER_ONLY -> refuse(type, method, entry.insteadOf());
            case CHANGES_CONTEXT -> {
                if (takesBackNothing(method, message)) {
                    return;
                }
                if (holder.access() == Access.SHARED) {
                    refuse(type, method, entry.insteadOf());
                }
                letChangePass();
            }
        }
    }

    /** The client sends empty interception patterns when the last handler goes; nobody has any on a SHARED lease. */
    private static boolean takesBackNothing(String method, JsonObject message) {
        return method.endsWith("InterceptionPatterns")
                && message.getAsJsonObject("params").getAsJsonArray("patterns").isEmpty();
    }

    /** Who listens to dialogs of the context is asked about everybody's, and nobody else closes them then. */
    private void checkSubscription(JsonObject params) {
        boolean dialogs = params.get("event").getAsString().equals("dialog")
                && params.get("enabled").getAsBoolean();
        if (dialogs && holder.access() == Access.SHARED) {
            refuse(
                    "BrowserContext",
                    "onDialog",
                    "Use page.onDialog(…), or lease the page with access = Access.EXCLUSIVE");
        }
    }

    private void checkDevTools(String method, JsonObject message) {
        JsonObject params = message.getAsJsonObject("params");
        if (!method.equals("send")
                || !CdpTable.reachesBeyondThePage(params.get("method").getAsString())) {
            return;
        }
        String command = params.get("method").getAsString();
        if (CdpTable.onlyReads(command) && holder.access() == Access.EXCLUSIVE) {
            return;
        }
        if (command.startsWith("Browser.") || command.startsWith("Target.")) {
            refuse("CDPSession", command, "Send commands that stay within this page");
        }
        if (holder.access() == Access.SHARED) {
            refuse("CDPSession", command, "Send commands that stay within this page, or use access = Access.EXCLUSIVE");
        }
        letChangePass();
    }

    private void letChangePass() {
        if (!changed) {
            changed = true;
            holder.beforeContextChange();
        }
    }

    void refuseDisconnect() {
        refuse("Browser", "close", GuardTable.entry("Browser", "close").insteadOf());
    }

    private void refuse(String type, String method, String insteadOf) {
        String call = type + "." + method;
        if (context.isClosed() && method.equals("dispose")) {
            call = "BrowserContext.close";
        }
        internals.markOpen(context);
        if (holder.access() == Access.SHARED) {
            internals.forgetContextHandlers(context);
        }
        holder.refused(call);
        throw new SharedContextException(
                call,
                call + " was refused: the context of profile '"
                        + holder.profile().value()
                        + "' belongs to its provider, and other tests use it too. " + insteadOf + ". ["
                        + holder.describe() + "]");
    }
}
