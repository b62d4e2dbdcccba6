package io.leasehold.profile;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import java.time.Duration;

/** Words the failure of a login step: which step, where, why, and never what was typed. */
final class StepFailure {

    private final Profile profile;
    private final Page page;
    private int step;
    private String place = "before its first step";

    StepFailure(Profile profile, Page page) {
        this.profile = profile;
        this.page = page;
    }

    StepFailure at(int number, int count, LoginStep what) {
        this.step = number;
        this.place = "at step " + number + " of " + count + " (" + what.described() + ")";
        return this;
    }

    LoginFailedException beforeFirst(String address, PlaywrightException cause) {
        return failure(
                SessionState.LOGGED_OUT,
                address + " could not be opened: " + PlaywrightFailure.reason(cause)
                        + ". Check that the application runs"
                        + " and that the addresses in the profiles file are right.");
    }

    LoginFailedException because(PlaywrightException cause) {
        return failure(
                SessionState.LOGGED_OUT,
                PlaywrightFailure.reason(cause) + ". Check the step against the page, and run the browser with a window"
                        + " to watch it.");
    }

    LoginFailedException nothingFound(Duration waited) {
        return failure(
                SessionState.LOGGED_OUT,
                "nothing visible matched within " + waited.toMillis() + " ms. Correct the label or selector, or check"
                        + " that the login before it was accepted.");
    }

    LoginFailedException literalPassword() {
        return failure(
                SessionState.LOGGED_OUT,
                "the field is a password field and the value stands in the profiles file. Use ${env:NAME}.");
    }

    LoginFailedException verificationPrompt() {
        return failure(
                SessionState.NEEDS_REVIEW,
                "the page asks for a verification, which only a person may answer. Answer it by hand, then review the"
                        + " profile.");
    }

    private LoginFailedException failure(SessionState state, String why) {
        String message = "The login of profile '" + profile.id() + "' stopped " + place + ": " + why + " [profile="
                + profile.id() + " step=" + step + " url=" + PageView.address(page.url()) + "]";
        return new LoginFailedException(profile.id(), step, state, message);
    }
}
