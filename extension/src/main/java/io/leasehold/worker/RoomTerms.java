package io.leasehold.worker;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import org.apiguardian.api.API;

/**
 * How a throw-away context beside the shared one is made. Holds a login: it is never logged.
 *
 * @param launch how a browser of its own is launched, where it cannot be in the shared one
 * @param context its own options, with the login's cookies
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public record RoomTerms(BrowserType.LaunchOptions launch, Browser.NewContextOptions context) {

    @Override
    public String toString() {
        return "RoomTerms[…]";
    }
}
