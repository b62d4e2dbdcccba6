package io.leasehold.browser;

import com.microsoft.playwright.Page;
import io.leasehold.profile.LoginFailedException;
import io.leasehold.profile.LoginWorkflow;
import io.leasehold.profile.Profile;
import io.leasehold.profile.SessionState;

/** One run of a profile's login, told of before and after it. One use, confined to the page's thread. */
final class LoginRun {

    private final Page page;
    private final Profile profile;
    private final LoginLog log;
    private SessionState after = SessionState.UNKNOWN;
    private boolean whole;

    LoginRun(Page page, Profile profile, LoginLog log) {
        this.page = page;
        this.profile = profile;
        this.log = log;
    }

    SignIn run(LoginWorkflow login) {
        log.begins();
        try (LoginTraffic traffic = LoginTraffic.of(page, profile)) {
            try {
                return signedIn(login, traffic);
            } finally {
                log.ended(new LoginLog.End(after, whole || traffic.wasSent(), traffic.tooMany()));
            }
        }
    }

    private SignIn signedIn(LoginWorkflow login, LoginTraffic traffic) {
        try {
            login.logIn(page, profile);
            whole = true;
        } catch (LoginFailedException e) {
            after = e.state() == SessionState.LOGGED_OUT && traffic.wasSent() ? lookBeside() : e.state();
            throw e;
        } catch (RuntimeException | AssertionError e) {
            after = profile.probe().probe(page, profile);
            // A login of the user's own cannot say that it stopped at a verification prompt; the probe can.
            if (after == SessionState.NEEDS_REVIEW) {
                return new SignIn(after, true, page.url());
            }
            throw e;
        }
        after = profile.probe().probe(page, profile);
        return new SignIn(after, true, page.url());
    }

    /** A login whose last step is wrong may have been accepted. The page it stopped at is left as it is. */
    private SessionState lookBeside() {
        try (Page beside = page.context().newPage()) {
            return profile.probe().probe(beside, profile);
        } catch (RuntimeException | AssertionError e) {
            return SessionState.UNKNOWN;
        }
    }
}
