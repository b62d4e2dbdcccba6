package io.leasehold.worker;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gives the tabs of one holder back on our own transport: the client is told that they are closed, the driver is told to
 * close them, and nobody waits for it. One use.
 */
final class DirectRelease {

    /** Bounds what handlers of the test's own may do while they are told of the end. */
    private static final Duration HANDLER_LIMIT = Duration.ofSeconds(2);

    /** Handlers of a tab's end may open tabs. */
    private static final int ROUNDS = 3;

    private static final long BACKLOG_NANOS = 50_000_000;

    private final PlaywrightInternals internals;
    private final Object connection;
    private final SocketTransport transport;
    private final Door door;
    private final BrowserContext context;
    private final Set<Page> ended = new LinkedHashSet<>();
    private @Nullable Throwable failure;
    private boolean complete = true;

    DirectRelease(
            PlaywrightInternals internals,
            Object connection,
            SocketTransport transport,
            Door door,
            BrowserContext context) {
        this.internals = internals;
        this.connection = connection;
        this.transport = transport;
        this.door = door;
        this.context = context;
    }

    /** Tells whether everything that had arrived was read, so that the connection may serve another holder. */
    boolean isComplete() {
        return complete;
    }

    TabRelease run(String lease, List<Page> leased) {
        if (transport.isClosed()) {
            // The host finds the tabs and closes them; they were not left open.
            complete = false;
            leased.forEach(tab -> door.closeMessage(internals.guid(tab)));
            return new TabRelease(List.of(), Optional.empty());
        }
        if (door.isUsedByAnotherThread()) {
            return unheard(leased);
        }
        door.hearOfTabsOnly();
        // Tabs that the test opened last may have been announced and not yet read.
        read();
        leased.forEach(tab -> end(tab, lease));
        List<String> leftOpen = new ArrayList<>();
        for (int round = 0; round < ROUNDS && !context.pages().isEmpty(); round++) {
            for (Page tab : List.copyOf(context.pages())) {
                if (!ended.contains(tab)) {
                    leftOpen.add(tab.url());
                }
                end(tab, lease);
            }
            read();
        }
        complete = complete && context.pages().isEmpty();
        return new TabRelease(leftOpen, Optional.ofNullable(failure));
    }

    /** A body that does not stop has the client's objects: only the socket and the ledger may be touched. */
    private TabRelease unheard(List<Page> leased) {
        complete = false;
        List<String> known = leased.stream().map(internals::guid).toList();
        List<String> leftOpen = new ArrayList<>();
        for (String tab : door.tabsOfHolder()) {
            transport.post(door.closeMessage(tab));
            if (!known.contains(tab)) {
                leftOpen.add("");
            }
        }
        return new TabRelease(leftOpen, Optional.empty());
    }

    private void end(Page tab, String lease) {
        if (ended.add(tab)) {
            boolean wasOpen = !tab.isClosed();
            var message = door.closeTab(internals.guid(tab), lease, wasOpen);
            if (wasOpen) {
                transport.post(message);
            }
        }
    }

    private void read() {
        long start = System.nanoTime();
        while (transport.hasMessage()) {
            if (System.nanoTime() - start > BACKLOG_NANOS) {
                complete = false;
                return;
            }
            try {
                door.asProvider(HANDLER_LIMIT, () -> internals.processOneMessage(connection));
            } catch (PlaywrightException e) {
                if (transport.isClosed()) {
                    complete = false;
                    return;
                }
                note(e);
            } catch (VirtualMachineError e) {
                throw e;
            } catch (RuntimeException | Error e) {
                note(e);
            }
        }
    }

    /** An answer that nobody waits for any more, or an event of an object that is gone, is nobody's failure. */
    private void note(Throwable thrown) {
        boolean ofTheClient = thrown instanceof PlaywrightException
                && String.valueOf(thrown.getMessage()).startsWith("Cannot find ");
        if (failure == null && !ofTheClient) {
            failure = thrown;
        }
    }
}
