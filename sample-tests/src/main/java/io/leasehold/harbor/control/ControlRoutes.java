package io.leasehold.harbor.control;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import io.javalin.router.JavalinDefaultRouting;
import io.leasehold.harbor.page.Form;
import io.leasehold.harbor.session.Tokens;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/** The control over HTTP, for those who hold the token. Thread-safe. */
public final class ControlRoutes {
    private static final Map<String, Boolean> DONE = Map.of("done", true);

    private final HarborControl control;
    private final String token;

    public ControlRoutes(HarborControl control, String token) {
        this.control = control;
        this.token = token;
    }

    /** Adds the routes; all of them are closed without the token. */
    public void add(JavalinDefaultRouting routing) {
        routing.before("/control/*", this::check);
        routing.exception(ControlRefusedException.class, (refusal, ctx) -> ctx.status(HttpStatus.BAD_REQUEST)
                .json(Map.of("error", refusal.getMessage())));
        routing.get("/control/logins", ctx -> ctx.json(control.logins()));
        routing.get(
                "/control/sessions",
                ctx -> ctx.json(
                        control.sessions().stream().map(ControlRoutes::view).toList()));
        routing.post("/control/sessions/{handle}/expire", ctx -> end(ctx, control::expireSession));
        routing.post("/control/sessions/{handle}/revoke", ctx -> end(ctx, control::revokeSession));
        addAccounts(routing);
        addTrouble(routing);
    }

    private void addAccounts(JavalinDefaultRouting routing) {
        routing.post(
                "/control/accounts/{account}/expire",
                ctx -> ctx.json(Map.of("ended", control.expireSessions(account(ctx)))));
        routing.post(
                "/control/accounts/{account}/revoke",
                ctx -> ctx.json(Map.of("ended", control.revokeSessions(account(ctx)))));
        routing.get(
                "/control/accounts/{account}/code",
                ctx -> ctx.json(Map.of("code", control.verificationCode(account(ctx)))));
        routing.post("/control/accounts/{account}/two-factor", ctx -> {
            control.requireTwoFactor(account(ctx), Form.query(ctx, "on").equals("true"));
            ctx.json(DONE);
        });
        routing.post("/control/accounts/{account}/fail-logins", ctx -> {
            control.failNextLogins(account(ctx), number(ctx, "count"));
            ctx.json(DONE);
        });
    }

    private void addTrouble(JavalinDefaultRouting routing) {
        routing.post("/control/logins/delay", ctx -> {
            control.delayLogins(Duration.ofMillis(number(ctx, "millis")));
            ctx.json(DONE);
        });
        routing.post("/control/reset", ctx -> {
            control.reset();
            ctx.json(DONE);
        });
    }

    private void check(Context ctx) {
        String given = Objects.requireNonNullElse(ctx.header("Authorization"), "");
        if (!Tokens.same(given, "Bearer " + token)) {
            ctx.header("WWW-Authenticate", "Bearer");
            ctx.status(HttpStatus.UNAUTHORIZED).json(Map.of("error", "The control token is missing or wrong."));
            ctx.skipRemainingHandlers();
        }
    }

    private static void end(Context ctx, Predicate<String> ending) {
        if (!ending.test(ctx.pathParam("handle"))) {
            throw new NotFoundResponse("No such session is open.");
        }
        ctx.json(DONE);
    }

    private static String account(Context ctx) {
        return ctx.pathParam("account");
    }

    private static int number(Context ctx, String name) {
        return Form.number(Form.query(ctx, name), 0);
    }

    private static Map<String, String> view(SessionSummary session) {
        return Map.of(
                "handle",
                session.handle(),
                "account",
                session.account(),
                "since",
                session.since().toString());
    }
}
