package io.leasehold.checkout;

import io.leasehold.CheckoutDeniedException;
import io.leasehold.CheckoutDeniedException.Reason;
import io.leasehold.ProfileId;
import io.leasehold.profile.Profile;
import io.leasehold.registry.LoginAnswer;
import io.leasehold.registry.LoginCount;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Words why an account is not signed in once more. */
final class LoginDenials {

    private final Denials denials;

    LoginDenials(Denials denials) {
        this.denials = denials;
    }

    /** Returns what a failure says, without secrets. */
    String words(Throwable failure) {
        return denials.text(failure);
    }

    CheckoutDeniedException spent(Profile profile, LoginAnswer.Spent spent) {
        LoginCount count = spent.count();
        return denials.of(
                profile,
                Reason.LOGGED_OUT,
                "it is signed out, and its login budget is used up: " + count.logins() + " logins of " + count.account()
                        + " were begun within " + count.budget().per() + ", the first "
                        + count.first().map(LoginDenials::login).orElse("unknown") + ", the last "
                        + count.last().map(LoginDenials::login).orElse("unknown") + ". The next is possible at "
                        + moment(spent.next()) + ", in " + words(spent.left())
                        + ". Find out what signs in so often: leasehold events " + profile.id()
                        + ". If it is right, raise \"loginBudget\", now {\"logins\": "
                        + count.budget().logins() + ", \"per\": \""
                        + count.budget().per()
                        + "\"}, or keep the session with \"session\": \"kept\"",
                "");
    }

    CheckoutDeniedException paused(Profile profile, LoginAnswer.Paused paused) {
        return denials.of(
                profile,
                Reason.LOGGED_OUT,
                "it is signed out, and its application answered an earlier login with 429, too many requests. The next"
                        + " is possible at " + moment(paused.until()) + ", in " + words(paused.left()),
                "");
    }

    CheckoutDeniedException limited(Profile profile, Optional<Duration> retryAfter) {
        String asked = retryAfter
                .map(wait -> "asks to wait " + words(wait))
                .orElse("does not say how long to wait (Retry-After)");
        return denials.of(
                profile,
                Reason.LOGGED_OUT,
                "its application answered the login with 429, too many requests, and " + asked
                        + ". A run waits at most " + words(CountedSignIn.MOST_PATIENCE)
                        + " for it, once. Sign in less often, keep the session with \"session\": \"kept\", or let the"
                        + " application allow the test accounts more",
                "");
    }

    CheckoutDeniedException barred(Profile profile, LoginAnswer.Barred barred) {
        ProfileId waiting = barred.quarantined().orElse(profile.id());
        return denials.of(
                profile,
                Reason.PROFILE_QUARANTINED,
                "the last " + barred.count().refused() + " logins of "
                        + barred.count().account()
                        + " were refused, and one more could lock it, so nobody tries again before a person has looked."
                        + " Check the password, and sign in by hand to see what the application says; then run"
                        + returned(waiting),
                "");
    }

    CheckoutDeniedException lastRefusal(Profile profile, int refused, String words) {
        String why = words.isEmpty() ? "it is still signed out after its login ran" : "its login failed: " + words;
        return denials.of(
                profile,
                Reason.PROFILE_QUARANTINED,
                why + ". It was refused " + refused + " times in a row, and one more could lock the account, so it is"
                        + " quarantined at the end of this run. Check the password's variable and the login's steps, and"
                        + " sign in by hand to see what the application says; then run" + returned(profile.id()),
                "");
    }

    private static String returned(ProfileId profile) {
        return " leasehold review " + profile + " --return --note \"what you did\"";
    }

    private static String login(LoginCount.Login login) {
        return "at " + moment(login.at()) + " by run " + login.run() + " on host " + login.host();
    }

    private static Instant moment(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS);
    }

    private static String words(Duration wait) {
        long seconds = wait.plusMillis(999).toSeconds();
        return seconds < 120 ? seconds + " s" : (seconds + 59) / 60 + " min";
    }
}
