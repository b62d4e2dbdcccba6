package io.leasehold.profile;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Looks at a page in which a person signs in, and never touches it.
 *
 * @since 0.1.0
 */
@API(status = Status.INTERNAL, since = "0.1.0")
public final class PersonsPage {

    private PersonsPage() {}

    /** Tells whether the page asks for what only the person may give: a password, a code. */
    public static boolean asks(Page page) {
        // One that was closed meanwhile, or says nothing: there is no hurry.
        return asks(page, true);
    }

    /** Tells whether the page is there and is seen to ask. */
    public static boolean isSeenAsking(Page page) {
        return asks(page, false);
    }

    private static boolean asks(Page page, boolean silent) {
        try {
            PageView view = new PageView(page, "");
            return view.asksForLogin() || view.asksForVerification();
        } catch (PlaywrightException e) {
            return silent;
        }
    }
}
