package io.leasehold.harbor.traps;

import java.util.Arrays;

/** The ways to look saved without being it. Each is a page; its honest twin looks the same and saves. */
public enum Trap {
    TYPED(1, "typed", "typed, and the button sends nothing"),
    OPTIMISTIC(2, "optimistic", "the page says saved at once, the server answers 500"),
    DROPPED(3, "dropped", "the server answers 200 with what was typed, and drops it"),
    LOCAL_STORAGE(4, "local-storage", "a draft in localStorage is shown over what the server has"),
    SESSION_STORAGE(5, "session-storage", "a draft in sessionStorage is shown over what the server has"),
    OFFLINE_QUEUE(6, "offline-queue", "a write waits in IndexedDB and is shown as if it had been sent"),
    SERVICE_WORKER(7, "service-worker", "a service worker answers the read with what was written"),
    HTTP_CACHE(8, "http-cache", "the HTTP cache answers the read for ten minutes"),
    RESTORED_FORM(9, "restored-form", "going back, the browser fills the form in again"),
    URL_ECHO(10, "url-echo", "the page shows what stands in its own URL"),
    COOKIE_ECHO(11, "cookie-echo", "the server shows what stands in a cookie"),
    SESSION_DRAFT(12, "session-draft", "a draft in the server's session is shown to its author only"),
    REFUSED_LATER(13, "refused-later", "accepted with 202 and shown, refused after 1.5 s"),
    ACCEPTED_LATE(14, "accepted-late", "accepted with 202, due after 2 s; the trap never gets there"),
    CHANGED(15, "changed", "the server keeps it in lower case"),
    HALF(16, "half", "the server keeps one of two fields"),
    WRONG_ACCOUNT(17, "wrong-account", "saved to somebody else's account"),
    LOGGED_OUT(18, "logged-out", "saving ends the session; the login page shows what was typed"),
    TWICE(19, "twice", "saved twice, shown once"),
    BEACON(20, "beacon", "written by a beacon on leaving; its 403 is seen by nobody"),
    SOCKET(21, "socket", "written over a WebSocket, acknowledged and dropped"),
    CONFLICT(22, "conflict", "somebody was faster: 409, and the page keeps the edit"),
    GRAPHQL(23, "graphql", "GraphQL answers 200 with errors"),
    REPLICA(24, "replica", "readers get a replica that lags; the trap's never catches up");

    private final int number;
    private final String code;
    private final String description;

    Trap(int number, String code, String description) {
        this.number = number;
        this.code = code;
        this.description = description;
    }

    public int number() {
        return number;
    }

    /** Returns the name in addresses. */
    public String code() {
        return code;
    }

    /** Says what the trap does, without a capital or a full stop. */
    public String description() {
        return description;
    }

    /** Returns the address of the page of one record: each test takes a record of its own. */
    public String address(boolean honest, String record) {
        return new TrapPlace(this, honest, record).address();
    }

    /** Finds a trap by its name in addresses. */
    public static Trap ofCode(String code) {
        return Arrays.stream(values())
                .filter(trap -> trap.code.equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Not a trap: '" + code + "'."));
    }
}
