package io.leasehold.profile;

import com.microsoft.playwright.Page;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A quick look at a page that stays where it is: reason enough to ask the profile's probe, which looks properly, and no
 * proof of anything.
 */
@API(status = Status.INTERNAL, since = "0.1.0")
public final class SessionGlance {

    private SessionGlance() {}

    /** Tells whether the page asks for a login or a verification, or may do so. */
    public static boolean looksSignedOut(Page page) {
        PageView view = new PageView(page, "");
        return view.asksForLogin() || view.asksForVerification();
    }
}
