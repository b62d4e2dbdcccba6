package io.leasehold.browser;

import com.microsoft.playwright.Page;
import io.leasehold.profile.LoginWorkflow;
import io.leasehold.profile.Profile;
import io.leasehold.profile.SessionState;
import java.util.Optional;
import java.util.function.Consumer;
import org.apiguardian.api.API;

/**
 * What bringing a context to a signed-in session came to. Nothing was done at a verification prompt.
 *
 * @param state what the last probe saw
 * @param loggedIn whether the login ran
 * @param url where the browser was; may hold secrets
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public record SignIn(SessionState state, boolean loggedIn, String url) {

    /**
     * Probes, logs in once when the session is logged out, and probes again.
     *
     * @param log told of the login if there is one; it may refuse it
     * @param signedOut hears where the browser was when the first probe found it logged out
     */
    static SignIn attempt(Page page, Profile profile, LoginLog log, Consumer<String> signedOut) {
        SessionState found = profile.probe().probe(page, profile);
        if (found == SessionState.LOGGED_OUT) {
            signedOut.accept(page.url());
        }
        Optional<LoginWorkflow> login = profile.login();
        if (found != SessionState.LOGGED_OUT || login.isEmpty()) {
            return new SignIn(found, false, page.url());
        }
        return new LoginRun(page, profile, log).run(login.get());
    }

    @Override
    public String toString() {
        return "SignIn[" + state + ", loggedIn=" + loggedIn + "]";
    }
}
