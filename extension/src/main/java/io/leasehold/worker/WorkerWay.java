package io.leasehold.worker;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.leasehold.ConfigurationException;
import java.io.File;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.apiguardian.api.API;

/** How workers reach a host's driver: over our own transport, or by Playwright's public way. Immutable. */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public interface WorkerWay {

    /** Which way a run wants. */
    enum Choice {
        /** Our own transport where Playwright's inside is as expected, else the public way. */
        AUTO,
        /** Our own transport, or an error. */
        DIRECT,
        /** The public way. */
        PUBLIC;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Connects one worker. */
    Worker connect(WorkerSettings settings, TabLedger ledger) throws IOException;

    /** Returns the id of a tab, as its host sees it, if it belongs to nobody who is still there. */
    Optional<String> strayId(Page tab, TabLedger ledger);

    /** Tells whether a test has opened a tab; asked where others have tabs, too. */
    boolean isOurs(Page tab, TabLedger ledger);

    /** Returns the id of a context, the same on all its connections, where it can be known. */
    Optional<String> contextId(BrowserContext context);

    /** Closes a tab over a connection of its own, waiting at most the given time. */
    void closeTarget(WorkerSettings settings, String tab, Duration limit) throws IOException;

    /** Tells whether calls that belong to the provider are refused. */
    boolean refusesCalls();

    /** Returns the way to a browser of another machine, whose driver has no socket here. */
    static WorkerWay overTheNet() {
        return new PublicWay();
    }

    /**
     * Chooses the way, and says once when it cannot be the first choice.
     *
     * @throws ConfigurationException when DIRECT was asked for and Playwright's inside is not as expected
     */
    static WorkerWay choose(Choice choice) {
        return choose(choice, WorkerWay.class.getClassLoader());
    }

    /** Chooses the way for the Playwright that a class loader gives. */
    static WorkerWay choose(Choice choice, ClassLoader loader) {
        requireBind(loader);
        // On Windows the driver listens on a named pipe, which Java cannot open as a socket.
        boolean noUnixSocket = choice == Choice.AUTO && File.separatorChar == '\\';
        if (choice == Choice.PUBLIC || noUnixSocket) {
            return new PublicWay();
        }
        try {
            return new DirectWay(PlaywrightInternals.inspect(loader));
        } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
            String why = "The inside of this Playwright is not as Leasehold expects it ("
                    + e.getClass().getSimpleName() + ": " + e.getMessage() + ").";
            if (choice == Choice.DIRECT) {
                throw new ConfigurationException(
                        why + " Use Playwright 1.59 to 1.62, or set leasehold.worker=public.", e);
            }
            Logger logger = System.getLogger("io.leasehold");
            logger.log(
                    Level.WARNING,
                    why + " Falling back to Playwright's public way: closing the shared context is noticed and healed,"
                            + " but not refused. Use Playwright 1.59 to 1.62 to have it refused.");
            return new PublicWay();
        }
    }

    private static void requireBind(ClassLoader loader) {
        try {
            Class.forName("com.microsoft.playwright.Browser", false, loader).getMethod("bind", String.class);
        } catch (ReflectiveOperationException e) {
            throw new ConfigurationException(
                    "This Playwright is too old: it cannot share a live browser context, for it has no Browser.bind."
                            + " Use com.microsoft.playwright:playwright 1.59 or newer.",
                    e);
        }
    }
}
