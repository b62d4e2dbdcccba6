package io.leasehold.harbor.page;

import io.javalin.http.Context;
import io.leasehold.harbor.account.Account;
import io.leasehold.harbor.assets.Assets;
import io.leasehold.harbor.session.ForgeryCheck;
import io.leasehold.harbor.session.Session;
import io.leasehold.harbor.session.SessionGate;
import io.leasehold.harbor.session.SignedIn;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The frame around every page. Thread-safe. */
public final class Layout {
    private static final List<Map.Entry<String, String>> SECTIONS = List.of(
            Map.entry("/orders", "Orders"),
            Map.entry("/catalog", "Catalog"),
            Map.entry("/reports", "Reports"),
            Map.entry("/uploads", "Uploads"),
            Map.entry("/settings", "Settings"),
            Map.entry("/windows", "Windows"),
            Map.entry("/frames", "Frames"),
            Map.entry("/worker", "Worker"));
    private static final String CONTENT_POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; "
            + "img-src 'self' data:; frame-ancestors 'self'; form-action 'self'; base-uri 'none'; object-src 'none'";

    private final Assets assets;

    public Layout(Assets assets) {
        this.assets = assets;
    }

    /** Sends a page with the navigation and the account on it, if there is one. */
    public void show(Context ctx, String title, Html body) {
        Html header =
                SessionGate.visitor(ctx).map(visitor -> header(ctx, visitor)).orElse(Html.NOTHING);
        send(ctx, title, Html.of("{}<main><h1>{}</h1>{}</main>", header, title, body));
    }

    /** Sends a page without navigation, as popups, frames and the login page are. */
    public void showBare(Context ctx, String title, Html body) {
        send(ctx, title, Html.of("<main class=\"narrow\"><h1>{}</h1>{}</main>", title, body));
    }

    /** Refers to one of the application's own scripts. */
    public Html script(String name) {
        return Html.of("<script src=\"{}\" defer></script>", assets.address(name));
    }

    /** Refers to the files of the libraries, in order. */
    public Html library(Stream<String> addresses) {
        return Html.join(addresses.map(address -> Html.of("<script src=\"{}\" defer></script>", address)));
    }

    /** The hidden field that every form carries. */
    public static Html token(Session session) {
        return Html.of("<input type=\"hidden\" name=\"{}\" value=\"{}\">", ForgeryCheck.FIELD, session.csrfToken());
    }

    /** The hidden field for a form on a page behind the gate. */
    public static Html token(Context ctx) {
        return token(SessionGate.signedIn(ctx).session());
    }

    private Html header(Context ctx, SignedIn visitor) {
        Account account = visitor.account();
        return Html.of(
                """
                <header>
                  <a class="brand" href="/orders">Harbor Supply</a>
                  <nav aria-label="Sections">{}</nav>
                  <div class="who">
                    <a href="/account" data-testid="account">Signed in as {}</a>
                    <span class="badge" data-testid="role">{}</span>
                    <form method="post" action="/logout">{}<button class="quiet">Sign out</button></form>
                  </div>
                </header>
                """,
                Html.join(SECTIONS.stream().map(section -> link(ctx, section.getKey(), section.getValue()))),
                account.email(),
                account.role().label(),
                token(visitor.session()));
    }

    private static Html link(Context ctx, String address, String name) {
        Html current = Html.of(" aria-current=\"page\"").when(ctx.path().startsWith(address));
        return Html.of("<a href=\"{}\"{}>{}</a>", address, current, name);
    }

    private void send(Context ctx, String title, Html body) {
        ctx.header("Cache-Control", "no-store");
        ctx.header("Content-Security-Policy", CONTENT_POLICY);
        ctx.header("X-Content-Type-Options", "nosniff");
        ctx.header("Referrer-Policy", "same-origin");
        ctx.html(Html.of(
                        """
                        <!doctype html>
                        <html lang="en">
                        <head>
                          <meta charset="utf-8">
                          <meta name="viewport" content="width=device-width, initial-scale=1">
                          <title>{} · Harbor Supply</title>
                          <link rel="icon" href="data:,">
                          <link rel="stylesheet" href="{}">
                        </head>
                        <body>{}</body>
                        </html>
                        """,
                        title,
                        assets.address("harbor.css"),
                        body)
                .markup());
    }
}
