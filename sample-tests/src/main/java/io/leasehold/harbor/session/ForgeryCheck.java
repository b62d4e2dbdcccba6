package io.leasehold.harbor.session;

import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.HandlerType;
import java.util.Optional;

/** Refuses forms that this application did not give to this browser's session. */
public final class ForgeryCheck {
    public static final String FIELD = "_csrf";
    private static final String HEADER = "X-CSRF-Token";

    private ForgeryCheck() {}

    /** Checks one request; meant to run after the gate and before all handlers. */
    public static void check(Context ctx) {
        boolean changes = ctx.method() != HandlerType.GET && ctx.method() != HandlerType.HEAD;
        if (changes && !ctx.path().startsWith("/control/") && !carriesToken(ctx)) {
            throw new ForbiddenResponse("This form is no longer valid. Go back, reload the page and try again.");
        }
    }

    private static boolean carriesToken(Context ctx) {
        Optional<String> given =
                Optional.ofNullable(ctx.header(HEADER)).or(() -> Optional.ofNullable(ctx.formParam(FIELD)));
        return SessionGate.session(ctx)
                .flatMap(session -> given.filter(token -> Tokens.same(token, session.csrfToken())))
                .isPresent();
    }
}
