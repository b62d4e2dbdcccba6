package io.leasehold.harbor.page;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.leasehold.harbor.session.SessionGate;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a browser sees when a page cannot be shown. Thread-safe. */
public final class ErrorPages {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorPages.class);

    private final Layout layout;

    public ErrorPages(Layout layout) {
        this.layout = layout;
    }

    /** Answers a request that a handler refused. */
    public void refused(HttpResponseException refusal, Context ctx) {
        show(ctx, refusal.getStatus(), String.valueOf(refusal.getMessage()));
    }

    /** Answers a request that a handler could not finish. */
    public void failed(Exception failure, Context ctx) {
        // The template of the address, because the address itself may carry what a person typed.
        LOG.error("{} {} failed", ctx.method(), ctx.matchedPath(), failure);
        show(ctx, HttpStatus.INTERNAL_SERVER_ERROR.getCode(), "Something went wrong on our side. Try again.");
    }

    private void show(Context ctx, int status, String message) {
        ctx.status(status);
        if (SessionGate.wantsJson(ctx) || ctx.path().startsWith("/control/")) {
            ctx.json(Map.of("error", message));
        } else {
            layout.show(ctx, title(status), Notices.alert(message));
        }
    }

    private static String title(int status) {
        return switch (status) {
            case 403 -> "Not allowed";
            case 404 -> "Not found";
            default -> HttpStatus.forStatus(status).getMessage();
        };
    }
}
