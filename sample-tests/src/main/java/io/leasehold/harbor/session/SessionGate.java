package io.leasehold.harbor.session;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import io.javalin.http.SameSite;
import io.leasehold.harbor.account.Accounts;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Stands before every page: lets signed-in browsers through and sends the others to the login page. Thread-safe. */
public final class SessionGate {
    private static final String COOKIE = "harbor_session";
    private static final String SESSION = "harbor.session";
    private static final String SIGNED_IN = "harbor.signed-in";
    // The service worker's script is checked by browsers long after its user has signed out.
    private static final List<String> OPEN =
            List.of("/login", "/challenge", "/health", "/assets/", "/webjars/", "/control/", "/worker/sw.js");

    private final Sessions sessions;
    private final Accounts accounts;

    public SessionGate(Sessions sessions, Accounts accounts) {
        this.sessions = sessions;
        this.accounts = accounts;
    }

    /** Returns who is asking; only for handlers behind the gate. */
    public static SignedIn signedIn(Context ctx) {
        return Objects.requireNonNull(ctx.<SignedIn>attribute(SIGNED_IN), "This page is not behind the gate.");
    }

    /** Returns who is asking, where that is known. */
    public static Optional<SignedIn> visitor(Context ctx) {
        return Optional.ofNullable(ctx.<SignedIn>attribute(SIGNED_IN));
    }

    /** Returns the session of the request, whatever its stage. */
    public static Optional<Session> session(Context ctx) {
        return Optional.ofNullable(ctx.<Session>attribute(SESSION));
    }

    /** Checks one request; meant to run before all handlers. */
    public void check(Context ctx) {
        Optional<Session> session = cookie(ctx).flatMap(sessions::find);
        session.ifPresent(found -> ctx.attribute(SESSION, found));
        session.filter(found -> found.stage() == SessionStage.SIGNED_IN)
                .flatMap(found -> accounts.find(found.account()).map(account -> new SignedIn(found, account)))
                .ifPresent(signedIn -> ctx.attribute(SIGNED_IN, signedIn));
        if (visitor(ctx).isEmpty() && OPEN.stream().noneMatch(ctx.path()::startsWith)) {
            refuse(ctx, session);
        }
    }

    /** Puts a session id into the browser. */
    public void remember(Context ctx, String id) {
        int seconds = Math.toIntExact(sessions.lifetime().toSeconds());
        ctx.cookie(new Cookie(COOKIE, id, "/", seconds, false, 0, true, null, null, SameSite.LAX));
    }

    /** Returns the session that the request came with, or opens an anonymous one for its browser. */
    public Session openSession(Context ctx) {
        return session(ctx).filter(found -> found.stage() != SessionStage.ENDED).orElseGet(() -> {
            String id = sessions.openAnonymous();
            remember(ctx, id);
            return sessions.find(id).orElseThrow();
        });
    }

    private static Optional<String> cookie(Context ctx) {
        return Optional.ofNullable(ctx.cookie(COOKIE)).filter(id -> !id.isBlank());
    }

    private static void refuse(Context ctx, Optional<Session> session) {
        String reason =
                session.map(Session::ending).filter(ending -> !ending.isEmpty()).orElse("sign-in-required");
        if (wantsJson(ctx)) {
            ctx.status(HttpStatus.UNAUTHORIZED).json(Map.of("error", reason));
        } else if (session.filter(found -> found.stage() == SessionStage.CHALLENGE)
                .isPresent()) {
            ctx.redirect("/challenge" + query("", next(ctx)), HttpStatus.SEE_OTHER);
        } else {
            boolean said =
                    session.filter(found -> found.stage() == SessionStage.ENDED).isPresent();
            ctx.redirect("/login" + query(said ? reason : "", next(ctx)), HttpStatus.SEE_OTHER);
        }
        ctx.skipRemainingHandlers();
    }

    /** Tells whether the answer is for a script instead of a person. */
    public static boolean wantsJson(Context ctx) {
        String accept = Objects.requireNonNullElse(ctx.header("Accept"), "");
        return ctx.path().startsWith("/api/") || accept.startsWith("application/json");
    }

    private static String next(Context ctx) {
        String query = ctx.queryString();
        return ctx.method() == HandlerType.GET ? ctx.path() + (query == null ? "" : "?" + query) : "";
    }

    private static String query(String reason, String next) {
        var parameters = new StringBuilder();
        append(parameters, "reason", reason);
        append(parameters, "next", next);
        return parameters.toString();
    }

    private static void append(StringBuilder parameters, String name, String value) {
        if (!value.isEmpty()) {
            parameters.append(parameters.isEmpty() ? '?' : '&').append(name).append('=');
            parameters.append(URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }
}
