package io.leasehold.harbor.browser;

import io.javalin.http.Context;
import io.leasehold.harbor.assets.Assets;
import io.leasehold.harbor.page.Html;
import io.leasehold.harbor.page.Layout;
import java.time.Clock;
import java.util.Map;

/** A page with a service worker that answers for the server. Thread-safe. */
public final class WorkerPages {
    private final Layout layout;
    private final Assets assets;
    private final Clock clock;

    public WorkerPages(Layout layout, Assets assets, Clock clock) {
        this.layout = layout;
        this.assets = assets;
        this.clock = clock;
    }

    public void page(Context ctx) {
        layout.show(
                ctx,
                "Service worker",
                Html.of(
                        """
                        <p>Worker: <output data-testid="worker-state">starting</output></p>
                        <button type="button" id="ping">Ping</button>
                        <p>Answered by <output data-testid="answered-by">nobody</output>,
                          written at <output data-testid="answered-at">-</output></p>
                        {}
                        """,
                        layout.script("worker.js")));
    }

    /** Sends the worker's script, which may control this page although it lies below it. */
    public void script(Context ctx) {
        ctx.header("Service-Worker-Allowed", "/worker");
        assets.sendUnversioned(ctx, "service-worker.js");
    }

    /** Answers where no service worker does. */
    public void ping(Context ctx) {
        ctx.header("Cache-Control", "no-store");
        ctx.json(Map.of("answeredBy", "server", "at", clock.instant().toString()));
    }
}
