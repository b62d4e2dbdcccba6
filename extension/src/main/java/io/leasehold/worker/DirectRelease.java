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
            // The host finds the tabs and closes them.
            complete = false;
            return new TabRelease(List.of(), Optional.empty());
        }
        if (door.isUsedByAnotherThread()) {
            return unheard(leased);
        }
        // Tabs that the test opened last may have been announced and not yet read.
        read();
        List<String> leftOpen = leftOpen(leased);
        List<Page> open = List.copyOf(context.pages());
        open.forEach(tab -> end(tab, lease));
        leased.stream().filter(tab -> !open.contains(tab)).forEach(tab -> end(tab, lease));
        read();
        for (Page late : List.copyOf(context.pages())) {
            end(late, lease);
        }
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

    private List<String> leftOpen(List<Page> leased) {
        List<String> addresses = new ArrayList<>();
        for (Page tab : context.pages()) {
            if (!leased.contains(tab)) {
                addresses.add(tab.url());
            }
        }
        return addresses;
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
                // Of an answer that nobody waits for any more; or the connection has ended.
                complete = complete && !transport.isClosed();
                if (transport.isClosed()) {
                    return;
                }
            } catch (VirtualMachineError e) {
                throw e;
            } catch (RuntimeException | Error e) {
                failure = failure == null ? e : failure;
            }
        }
    }
}
