package io.leasehold.harbor.login;

import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.HttpStatus;
import io.javalin.http.InternalServerErrorResponse;
import io.leasehold.harbor.page.Html;
import io.leasehold.harbor.page.Layout;
import io.leasehold.harbor.page.Notices;
import io.leasehold.harbor.session.Session;
import io.leasehold.harbor.session.SessionEnding;
import io.leasehold.harbor.session.SessionGate;
import io.leasehold.harbor.session.Sessions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Sign in and sign out. Thread-safe. */
public final class LoginPages {
    private final LoginDesk desk;
    private final Sessions sessions;
    private final SessionGate gate;
    private final Layout layout;

    public LoginPages(LoginDesk desk, Sessions sessions, SessionGate gate, Layout layout) {
        this.desk = desk;
        this.sessions = sessions;
        this.gate = gate;
        this.layout = layout;
    }

    /** Shows the form, with the email that the address may name, or goes on where somebody is signed in already. */
    public void form(Context ctx) {
        if (SessionGate.visitor(ctx).isPresent()) {
            ctx.redirect(LocalAddress.of(ctx.queryParam("next")), HttpStatus.SEE_OTHER);
        } else {
            show(ctx, field(ctx.queryParam("email")), "");
        }
    }

    public void signIn(Context ctx) {
        Session session = SessionGate.session(ctx).orElseThrow(ForbiddenResponse::new);
        String email = field(ctx, "email").strip().toLowerCase(Locale.ROOT);
        LoginResult result = desk.password(email, field(ctx, "password"), session);
        String next = LocalAddress.of(ctx.formParam("next"));
        switch (result.outcome()) {
            case SIGNED_IN -> enter(ctx, result, next);
            case CHALLENGE -> enter(ctx, result, "/challenge?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8));
            case WRONG -> show(ctx.status(HttpStatus.UNAUTHORIZED), email, "Email or password is wrong");
            case LOCKED -> show(ctx.status(HttpStatus.LOCKED), email, lockedMessage(result));
            case TOO_MANY -> {
                ctx.status(HttpStatus.TOO_MANY_REQUESTS).header("Retry-After", String.valueOf(result.waitSeconds()));
                show(ctx, email, "Too many sign-ins. Try again in " + result.waitSeconds() + " seconds.");
            }
            case BROKEN -> throw new InternalServerErrorResponse("Signing in does not work at the moment. Try again.");
        }
    }

    public void signOut(Context ctx) {
        sessions.end(SessionGate.signedIn(ctx).session().key(), SessionEnding.SIGNED_OUT);
        ctx.redirect("/login?reason=" + SessionEnding.SIGNED_OUT.code(), HttpStatus.SEE_OTHER);
    }

    static String lockedMessage(LoginResult result) {
        long minutes = (result.waitSeconds() + 59) / 60;
        return "This account is locked after too many wrong tries. Try again in " + minutes + " min.";
    }

    private void enter(Context ctx, LoginResult result, String next) {
        gate.remember(ctx, result.sessionId());
        ctx.redirect(next, HttpStatus.SEE_OTHER);
    }

    private void show(Context ctx, String email, String problem) {
        Session session = gate.openSession(ctx);
        String next = Objects.requireNonNullElse(ctx.formParam("next"), field(ctx.queryParam("next")));
        layout.showBare(
                ctx,
                "Sign in to Harbor Supply",
                Html.of(
                        """
                        {}{}
                        <form method="post" action="/login" class="stack">
                          {}<input type="hidden" name="next" value="{}">
                          <label>Email <input name="email" type="email" autocomplete="username" required value="{}"></label>
                          <label>Password
                            <input name="password" type="password" autocomplete="current-password" required></label>
                          <button>Sign in</button>
                        </form>
                        """,
                        Notices.status(problem.isEmpty() ? reason(ctx) : ""),
                        Notices.alert(problem),
                        Layout.token(session),
                        next,
                        email));
    }

    private static String reason(Context ctx) {
        return Arrays.stream(SessionEnding.values())
                .filter(ending -> ending.code().equals(ctx.queryParam("reason")))
                .map(SessionEnding::message)
                .findFirst()
                .orElse("");
    }

    private static String field(Context ctx, String name) {
        return field(ctx.formParam(name));
    }

    private static String field(@Nullable String value) {
        return Objects.requireNonNullElse(value, "");
    }
}
