package io.leasehold.harbor.login;

import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.HttpStatus;
import io.leasehold.harbor.login.LoginResult.Outcome;
import io.leasehold.harbor.page.Html;
import io.leasehold.harbor.page.Layout;
import io.leasehold.harbor.page.Notices;
import io.leasehold.harbor.session.Session;
import io.leasehold.harbor.session.SessionGate;
import io.leasehold.harbor.session.SessionStage;
import java.util.Objects;
import java.util.Optional;

/** The verification code that some accounts owe after their password. Thread-safe. */
public final class ChallengePages {
    private final LoginDesk desk;
    private final SessionGate gate;
    private final Layout layout;

    public ChallengePages(LoginDesk desk, SessionGate gate, Layout layout) {
        this.desk = desk;
        this.gate = gate;
        this.layout = layout;
    }

    public void form(Context ctx) {
        Optional<Session> session = owing(ctx);
        if (session.isPresent()) {
            show(ctx, session.get(), LocalAddress.of(ctx.queryParam("next")), "");
        } else {
            ctx.redirect("/login", HttpStatus.SEE_OTHER);
        }
    }

    public void verify(Context ctx) {
        Session session = owing(ctx).orElseThrow(ForbiddenResponse::new);
        String code = Objects.requireNonNullElse(ctx.formParam("code"), "").strip();
        String next = LocalAddress.of(ctx.formParam("next"));
        LoginResult result = desk.code(code, session);
        if (result.outcome() == Outcome.SIGNED_IN) {
            gate.remember(ctx, result.sessionId());
            ctx.redirect(next, HttpStatus.SEE_OTHER);
        } else if (result.outcome() == Outcome.LOCKED) {
            show(ctx.status(HttpStatus.LOCKED), session, next, LoginPages.lockedMessage(result));
        } else {
            show(ctx.status(HttpStatus.UNAUTHORIZED), session, next, "The code is wrong");
        }
    }

    private static Optional<Session> owing(Context ctx) {
        return SessionGate.session(ctx).filter(session -> session.stage() == SessionStage.CHALLENGE);
    }

    private void show(Context ctx, Session session, String next, String problem) {
        layout.showBare(
                ctx,
                "Verify it is you",
                Html.of(
                        """
                        <p>Enter the code from your authenticator app</p>
                        {}
                        <form method="post" action="/challenge" class="stack">
                          {}<input type="hidden" name="next" value="{}">
                          <label>Verification code
                            <input name="code" inputmode="numeric" autocomplete="one-time-code" pattern="[0-9]{6}"
                              maxlength="6" required></label>
                          <button>Verify</button>
                        </form>
                        """,
                        Notices.alert(problem), Layout.token(session), next));
    }
}
