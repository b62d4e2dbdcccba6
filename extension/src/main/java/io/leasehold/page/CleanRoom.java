package io.leasehold.page;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import io.leasehold.worker.RoomTerms;
import io.leasehold.worker.Worker;
import java.time.Duration;

/**
 * A throw-away context with the cookies of the login and nothing else: no storage, no caches, no service worker, and no
 * cookie that came after the login.
 *
 * @param page its one page
 */
record CleanRoom(Worker worker, BrowserContext room, Page page) implements AutoCloseable {

    private static final Duration OPEN_LIMIT = Duration.ofSeconds(30);
    private static final Duration CLOSING_LIMIT = Duration.ofSeconds(5);

    static CleanRoom open(ProfileHold hold) {
        Worker worker = hold.worker();
        RoomTerms terms =
                hold.context().cleanRoom(hold.latestTab().tab().context().cookies());
        BrowserContext room = worker.openRoom(terms, OPEN_LIMIT);
        try {
            Page[] opened = new Page[1];
            worker.asProvider(OPEN_LIMIT, () -> opened[0] = room.newPage());
            return new CleanRoom(worker, room, opened[0]);
        } catch (RuntimeException | Error e) {
            worker.closeRoom(room, CLOSING_LIMIT);
            throw e;
        }
    }

    @Override
    public void close() {
        try {
            worker.closeRoom(room, CLOSING_LIMIT);
        } catch (PlaywrightException e) {
            // It goes with the browser; nobody else is in it.
            System.getLogger("io.leasehold")
                    .log(System.Logger.Level.WARNING, "A clean room did not close in time; it is left to its browser.");
        }
    }
}
