package io.leasehold.readback;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.Cookie;
import io.leasehold.ConfigurationException;
import io.leasehold.LeaseLostException;
import io.leasehold.ReadbackAccess;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A change that was made, with what left the page meanwhile; what a {@link MutationAssert} is about. Thread-confined like
 * the page.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class ActedMutation {

    private final ReadbackAccess access;
    private final Page page;
    private final String name;
    private final String urlBefore;
    private final Map<String, String> loginBefore;
    private final WriteLog log;
    private final ReadbackAccess.Change change;
    private @Nullable Settled settled;

    private ActedMutation(ReadbackAccess access, Page page, String name) {
        this.access = access;
        this.page = page;
        this.name = name;
        this.urlBefore = page.url();
        this.loginBefore = login();
        this.change = access.begin(name);
        this.log = WriteLog.of(page);
    }

    /** Makes a change on a leased page. */
    static ActedMutation make(ReadbackAccess access, Page page, String name, Runnable action) {
        if (name.isBlank()) {
            throw new ConfigurationException(
                    "assertThatMutation was given the name '" + name
                            + "': a mutation is called by what it does, such as \"rename store\". ["
                            + access.describe() + "]",
                    null);
        }
        ActedMutation acted = new ActedMutation(access, page, name);
        boolean through = false;
        try {
            acted.change.act(action);
            through = true;
            return acted;
        } finally {
            if (!through) {
                acted.log.close();
            }
        }
    }

    /** What was left when the change had settled. */
    record Settled(Settlement settlement, String url, Picture picture, Optional<String> shown) {}

    ReadbackAccess access() {
        return access;
    }

    Page page() {
        return page;
    }

    String name() {
        return name;
    }

    String urlBefore() {
        return urlBefore;
    }

    String urlAfter() {
        return settled == null ? urlBefore : settled.url();
    }

    ReadbackAccess.Change change() {
        return change;
    }

    /** Waits until the change has settled; the first verdict does, and what it says of requests holds for all. */
    Settled settled(Options options, Expectation expectation) {
        if (settled == null) {
            try {
                settled = settle(options, expectation);
            } catch (PlaywrightException | LeaseLostException e) {
                // The browser went away while the server may have been at it.
                change.leaveInDoubt();
                throw e;
            }
        }
        return settled;
    }

    private Settled settle(Options options, Expectation expectation) {
        Page pump = page.isClosed() ? access.leasedPage() : page;
        try (WriteLog heard = log) {
            Settling settling =
                    new Settling(pump, heard, options, access.terms().settle());
            Picture picture = settling.await(() -> Pictures.of(access, page));
            String url = page.isClosed() ? urlBefore : page.url();
            Optional<String> shown = shown(expectation);
            if (settling.mayBeSentOnLeaving()) {
                settling.leave();
            }
            return new Settled(settling.result(), url.startsWith("http") ? url : urlBefore, picture, shown);
        }
    }

    /** What the page says it has; a page that does not answer at once has nothing to say. */
    private Optional<String> shown(Expectation expectation) {
        return page.isClosed() ? Optional.empty() : access.glimpse(() -> expectation.read(page));
    }

    /** Tells whether a cookie that scripts cannot read is another than before the change: the login may be, too. */
    boolean loginChanged() {
        Map<String, String> now = login();
        return !loginBefore.entrySet().stream().allMatch(one -> one.getValue().equals(now.get(one.getKey())));
    }

    private Map<String, String> login() {
        Map<String, String> cookies = new HashMap<>();
        if (urlBefore.startsWith("http")) {
            List<Cookie> known = access.leasedPage().context().cookies(urlBefore);
            known.stream()
                    .filter(cookie -> Boolean.TRUE.equals(cookie.httpOnly))
                    .forEach(cookie -> cookies.put(cookie.name, cookie.value));
        }
        return cookies;
    }

    /** Shows no address and no value. */
    @Override
    public String toString() {
        return "mutation '" + access.redact(name) + "'";
    }
}
