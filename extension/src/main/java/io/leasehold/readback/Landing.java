package io.leasehold.readback;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Response;
import org.jspecify.annotations.Nullable;

/**
 * What came of opening an address for a look.
 *
 * @param asked the address
 * @param status what the server answered
 * @param fromWorker whether a service worker answered in its place
 */
record Landing(String asked, int status, boolean fromWorker) {

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    /**
     * Opens an address in a new document, by a navigation of its own: going through the history would bring back what was
     * typed, and repeat what was posted.
     *
     * @throws PlaywrightException when it cannot be opened
     */
    static Landing at(Page page, String address) {
        if (isSameDocument(page.url(), address)) {
            page.navigate("about:blank");
        }
        @Nullable Response response = navigate(page, address);
        if (response == null) {
            page.navigate("about:blank");
            response = navigate(page, address);
        }
        if (response == null) {
            throw new PlaywrightException("The browser opened no new document.");
        }
        return new Landing(address, response.status(), response.fromServiceWorker());
    }

    /** A navigation of the page's own may come between. */
    private static @Nullable Response navigate(Page page, String address) {
        try {
            return page.navigate(address);
        } catch (PlaywrightException e) {
            String said = String.valueOf(e.getMessage());
            if (page.isClosed() || !(said.contains("interrupted by another") || said.contains("ERR_ABORTED"))) {
                throw e;
            }
            return page.navigate(address);
        }
    }

    /** To an address that differs in its fragment only, browsers jump without asking the server. */
    private static boolean isSameDocument(String current, String address) {
        return address.contains("#") && Address.withoutFragment(current).equals(Address.withoutFragment(address));
    }

    boolean mayBeSignedOut() {
        return status == UNAUTHORIZED || status == FORBIDDEN;
    }
}
