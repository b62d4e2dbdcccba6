package io.leasehold.checkout;

import io.leasehold.CheckoutDeniedException;
import io.leasehold.CheckoutDeniedException.Reason;
import io.leasehold.browser.MissingContextException;
import io.leasehold.browser.SignIn;
import io.leasehold.evidence.EvidenceException;
import io.leasehold.evidence.Redactor;
import io.leasehold.profile.LoginFailedException;
import io.leasehold.profile.Profile;
import io.leasehold.profile.SessionState;
import java.util.regex.Pattern;

/**
 * Words the denials. Text that comes from Playwright or from a user's class is redacted and carries no cause: the call
 * logs of Playwright quote what was typed.
 */
final class Denials {

    private static final int QUOTED_CHARACTERS = 600;

    /** How Playwright for Java prints an error of its driver; the stack in it is the driver's. */
    private static final Pattern DRIVER_ERROR = Pattern.compile("Error \\{ message='(.*?)'? ?name='.*", Pattern.DOTALL);

    /** The browser's command line is long, may hold secrets and hides what the browser itself said after it. */
    private static final Pattern COMMAND_LINE = Pattern.compile("(<launching> \\S+) .*?(?=<launched>|\\[pid=|$)");

    private final Redactor redactor;

    Denials(Redactor redactor) {
        this.redactor = redactor;
    }

    CheckoutDeniedException of(Profile profile, Reason reason, String why, String url) {
        String at = url.isEmpty() ? "" : " The browser was at " + redactor.redactUrl(url) + ".";
        return new CheckoutDeniedException(
                profile.id(),
                reason,
                "No page of profile '" + profile.id().value() + "' is handed out: " + why + "." + at,
                null);
    }

    /** Reduces an address to what may be shown. */
    String address(String url) {
        return redactor.redactUrl(url);
    }

    /** Turns what cannot be written into a denial. */
    void notWritten(Profile profile, Runnable writing) {
        try {
            writing.run();
        } catch (EvidenceException e) {
            throw of(
                    profile,
                    Reason.EVIDENCE_NOT_READY,
                    "what happens to it could not be written down. " + e.getMessage()
                            + " leasehold.evidence names the folder",
                    "");
        }
    }

    CheckoutDeniedException withoutWindow(Profile profile, Manifest manifest) {
        return of(
                profile,
                Reason.MISSING_BROWSER_CONTEXT,
                "task '" + manifest.taskId() + "' does not allow a browser without a window, and it would have none."
                        + " Set leasehold.headless to false, or allowHeadless in the manifest to true",
                "");
    }

    void throwUnlessReady(Profile profile, SignIn signIn) {
        String url = signIn.url();
        switch (signIn.state()) {
            case READY -> {}
            case LOGGED_OUT -> throw of(profile, Reason.LOGGED_OUT, loggedOut(signIn), url);
            case NEEDS_REVIEW -> throw of(profile, Reason.NEEDS_REVIEW, prompt(), url);
            case UNEXPECTED_ACCOUNT ->
                throw of(
                        profile,
                        Reason.UNEXPECTED_ACCOUNT,
                        "another account than '" + profile.accountId()
                                + "' is signed in. Correct accountId, or the account's marker in the probe",
                        url);
            case UNKNOWN -> throw unknown(profile, url);
        }
    }

    private CheckoutDeniedException unknown(Profile profile, String url) {
        if (url.startsWith("about:") || url.startsWith("chrome-error:")) {
            return of(
                    profile,
                    Reason.CHECKOUT_ERROR,
                    "its application cannot be reached at " + redactor.redactUrl(profile.entryUrl())
                            + ". Start it, or correct baseUrl",
                    "");
        }
        return of(
                profile,
                Reason.CHECKOUT_ERROR,
                "the probe found none of its markers, so nobody knows whether the session is signed in. Correct the"
                        + " probe's selectors, or give it more time",
                url);
    }

    private static String loggedOut(SignIn signIn) {
        return signIn.loggedIn()
                ? "it is still signed out after its login ran. Check the login's steps and the password's variable"
                : "it is signed out and has no login. Add \"login\" to the profile";
    }

    private static String prompt() {
        return "a verification prompt waits for a person, and Leasehold never acts at one. Switch the second factor off"
                + " for this test account, or sign in by hand into a kept session";
    }

    CheckoutDeniedException loginFailed(Profile profile, LoginFailedException e) {
        return e.state() == SessionState.NEEDS_REVIEW
                ? of(profile, Reason.NEEDS_REVIEW, prompt() + ". " + text(e), "")
                : of(profile, Reason.LOGGED_OUT, "its login failed. " + text(e), "");
    }

    CheckoutDeniedException missingContext(Profile profile, MissingContextException e) {
        return of(profile, Reason.MISSING_BROWSER_CONTEXT, String.valueOf(e.getMessage()), "");
    }

    CheckoutDeniedException browserDidNotStart(Profile profile, RuntimeException e) {
        return of(
                profile,
                Reason.MISSING_BROWSER_CONTEXT,
                "its browser did not start. Start the browser by hand to see what it lacks, or choose another with"
                        + " \"browser\". It said: " + text(e),
                "");
    }

    CheckoutDeniedException failed(Profile profile, Throwable e) {
        String text = text(e);
        if (text.contains("ERR_CONNECTION_REFUSED")
                || text.contains("ERR_NAME_NOT_RESOLVED")
                || text.contains("ERR_ADDRESS_UNREACHABLE")
                || text.contains("ERR_UNSAFE_PORT")) {
            return of(
                    profile,
                    Reason.CHECKOUT_ERROR,
                    "its application cannot be reached at " + redactor.redactUrl(profile.entryUrl())
                            + ". Start it, or correct baseUrl. The browser said: " + text,
                    "");
        }
        return of(
                profile,
                Reason.CHECKOUT_ERROR,
                "its probe or login threw " + e.getClass().getName() + ": " + text,
                "");
    }

    /** Returns what a failure says, in one line without secrets. */
    String text(Throwable e) {
        String redacted = redactor.redact(String.valueOf(e.getMessage())).strip();
        String line = COMMAND_LINE
                .matcher(DRIVER_ERROR.matcher(redacted.replaceAll("\\s+", " ")).replaceFirst("$1"))
                .replaceFirst("$1 … ");
        String quoted = line.length() > QUOTED_CHARACTERS ? line.substring(0, QUOTED_CHARACTERS) + "…" : line;
        return quoted.endsWith(".") ? quoted.substring(0, quoted.length() - 1) : quoted;
    }
}
