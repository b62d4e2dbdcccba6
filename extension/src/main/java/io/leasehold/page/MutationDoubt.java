package io.leasehold.page;

import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.TimeoutError;
import io.leasehold.LeaseLostException;

/**
 * Tells whether what ended a mutation leaves open what the server made of it. A test's own assertion does not: it looked
 * and saw. An interrupt, a connection that was cut or a wait that nobody answered does.
 */
final class MutationDoubt {

    private static final int DEEPEST = 20;

    private MutationDoubt() {}

    static boolean isLeftBy(Throwable thrown) {
        if (Thread.currentThread().isInterrupted()) {
            return true;
        }
        int depth = 0;
        for (Throwable at = thrown; at != null && depth < DEEPEST; at = at.getCause()) {
            if (leaves(at)) {
                return true;
            }
            depth++;
        }
        return false;
    }

    private static boolean leaves(Throwable thrown) {
        if (thrown instanceof VirtualMachineError
                || thrown instanceof InterruptedException
                || thrown instanceof LeaseLostException) {
            return true;
        }
        String said = String.valueOf(thrown.getMessage());
        if (thrown instanceof TimeoutError) {
            return !neverBegan(said);
        }
        return thrown instanceof PlaywrightException
                && (said.contains("Failed to read message")
                        || said.contains("pipe closed")
                        || said.contains("has been closed")
                        || said.contains("Target crashed")
                        || said.contains("Page crashed"));
    }

    /** The log of a call that waited for an element and did nothing yet says so. */
    private static boolean neverBegan(String said) {
        boolean waited = said.contains("locator(") || said.contains("getBy");
        return said.contains("waiting for ") && waited && !said.contains("performing ");
    }
}
