package io.leasehold.profile;

import com.microsoft.playwright.ElementHandle;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** Looks at a page that may be navigating; it never changes the page. Confined to the page's thread. */
final class PageView {

    private static final int TICK_MILLIS = 40;
    private static final Pattern NAVIGATING = Pattern.compile(
            "Execution context was destroyed|rame was detached|navigat|Cannot find context", Pattern.CASE_INSENSITIVE);

    private static final Pattern REPLACED = Pattern.compile("not attached to the DOM|was disposed");

    private static final String PASSWORD = "input[type=password]";
    private static final String PROMPT =
            """
            input[autocomplete~="one-time-code" i], \
            input:is([name*="otp" i], [id*="otp" i], [name*="mfa" i], [name*="2fa" i], [name*="twofactor" i], \
            [name*="two-factor" i], [name*="two_factor" i], [name*="verification" i], [id*="verification-code" i]), \
            form:is([action*="/mfa" i], [action*="/challenge" i], [action*="/two-factor" i], [action*="/otp" i]), \
            iframe[title*="challenge" i]""";

    private static final Pattern LOGIN_PATH = Pattern.compile(
            "(^|[/_.-])(login|log-?in|signin|sign-?in|sso|authorize)([/_.-]|$)", Pattern.CASE_INSENSITIVE);
    private static final Pattern PROMPT_PATH = Pattern.compile(
            "(^|[/_.-])(challenge|verify|verification|mfa|2fa|otp|totp|two-?factor|two-?step)([/_.-]|$)",
            Pattern.CASE_INSENSITIVE);

    private final Page page;
    private final String ownPath;

    /**
     * Starts looking.
     *
     * @param opened the address that was asked for: its own path proves nothing
     */
    PageView(Page page, String opened) {
        this.page = page;
        this.ownPath = path(opened);
    }

    boolean shows(String selector) {
        return shows(page.locator(selector));
    }

    boolean shows(Locator locator) {
        try {
            return visible(locator).count() > 0;
        } catch (PlaywrightException e) {
            if (page.isClosed() || !isNavigation(e)) {
                throw e;
            }
            return false;
        }
    }

    /** Returns the first visible element, which belongs to the document of this moment and to no later one. */
    Optional<ElementHandle> first(Locator locator) {
        try {
            return visible(locator).elementHandles().stream().findFirst();
        } catch (PlaywrightException e) {
            if (page.isClosed() || !isNavigation(e)) {
                throw e;
            }
            return Optional.empty();
        }
    }

    static Locator visible(Locator locator) {
        return locator.filter(new Locator.FilterOptions().setVisible(true));
    }

    /** Whether the page asks for what only a person may give. */
    boolean asksForVerification() {
        if (matches(PROMPT_PATH)) {
            return true;
        }
        return page.frames().stream().anyMatch(this::asksForVerification);
    }

    private boolean asksForVerification(Frame frame) {
        return shows(frame.locator(PROMPT));
    }

    boolean asksForLogin() {
        return matches(LOGIN_PATH) || asksForPassword();
    }

    boolean asksForPassword() {
        return shows(PASSWORD);
    }

    void tick() {
        page.waitForTimeout(TICK_MILLIS);
    }

    private boolean matches(Pattern pattern) {
        String current = path(page.url());
        return !current.equals(ownPath) && pattern.matcher(current).find();
    }

    /** Whether an address is by its path a login or a verification prompt; the path of the entry page proves nothing. */
    static boolean isPromptOrLogin(String url, String entry) {
        String current = path(url);
        return !current.equals(path(entry))
                && (PROMPT_PATH.matcher(current).find()
                        || LOGIN_PATH.matcher(current).find());
    }

    /** Whether an element could not be acted on because its document, or the element alone, was replaced. */
    static boolean isReplaced(PlaywrightException failure) {
        return isNavigation(failure)
                || REPLACED.matcher(Objects.toString(failure.getMessage(), "")).find();
    }

    private static boolean isNavigation(PlaywrightException failure) {
        return NAVIGATING.matcher(Objects.toString(failure.getMessage(), "")).find();
    }

    /** A page's address without what may hold secrets: user, query and fragment. */
    static String address(String url) {
        String bare = url.split("[?#]", 2)[0].replaceFirst("//[^/@]*@", "//");
        return bare.startsWith("http") ? bare : bare.split(":", 2)[0] + ":…";
    }

    private static String path(String url) {
        try {
            return Objects.toString(new URI(url.split("[?#]", 2)[0]).getPath(), "");
        } catch (URISyntaxException e) {
            // Browsers accept addresses that Java does not; such a one is no known login page.
            return "";
        }
    }
}
