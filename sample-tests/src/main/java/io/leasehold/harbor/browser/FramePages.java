package io.leasehold.harbor.browser;

import io.javalin.http.Context;
import io.leasehold.harbor.page.Html;
import io.leasehold.harbor.page.Layout;
import io.leasehold.harbor.session.SessionGate;

/** Frames of the same origin, one of them inside another. Thread-safe. */
public final class FramePages {
    private final Layout layout;

    public FramePages(Layout layout) {
        this.layout = layout;
    }

    public void page(Context ctx) {
        layout.show(
                ctx,
                "Frames",
                Html.of(
                        """
                        <iframe title="Counter" name="counter" src="/frames/counter"></iframe>
                        <iframe title="Outer" name="outer" src="/frames/outer" class="tall"></iframe>
                        """));
    }

    public void outer(Context ctx) {
        layout.showBare(
                ctx,
                "Outer frame",
                Html.of(
                        """
                        <p>Seen by <span data-testid="frame-account">{}</span></p>
                        <iframe title="Inner" name="inner" src="/frames/counter"></iframe>
                        """,
                        SessionGate.signedIn(ctx).account().email()));
    }

    public void counter(Context ctx) {
        layout.showBare(
                ctx,
                "Counter frame",
                Html.of(
                        """
                        <button type="button" id="count">Count</button>
                        <p>Counted <output data-testid="count">0</output></p>
                        {}
                        """,
                        layout.script("counter.js")));
    }
}
