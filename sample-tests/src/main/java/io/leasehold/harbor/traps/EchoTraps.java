package io.leasehold.harbor.traps;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HttpStatus;
import io.javalin.http.SameSite;
import io.javalin.router.JavalinDefaultRouting;
import io.leasehold.harbor.page.Form;
import io.leasehold.harbor.page.Html;
import io.leasehold.harbor.traps.TrapView.Content;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Traps that show what the browser brings along: in the URL, in a cookie, in a form that it restores. Thread-safe. */
final class EchoTraps implements TrapFamily {
    private static final String COOKIE = "harbor_trap";
    // Cookies of one host are few, and the browser drops the oldest first.
    private static final int COOKIE_SECONDS = 60;

    private final TrapRecords records;
    private final TrapView view;

    EchoTraps(TrapRecords records, TrapView view) {
        this.records = records;
        this.view = view;
    }

    @Override
    public void add(JavalinDefaultRouting routing) {
        routing.get(TrapPlace.pattern(Trap.URL_ECHO, ""), this::urlEcho);
        routing.post(TrapPlace.pattern(Trap.URL_ECHO, ""), ctx -> save(ctx, TrapPlace.of(Trap.URL_ECHO, ctx)));
        routing.get(TrapPlace.pattern(Trap.COOKIE_ECHO, ""), this::cookieEcho);
        routing.post(TrapPlace.pattern(Trap.COOKIE_ECHO, ""), this::saveWithCookie);
        routing.get(TrapPlace.pattern(Trap.RESTORED_FORM, ""), this::restored);
        routing.post(TrapPlace.pattern(Trap.RESTORED_FORM, ""), this::thank);
        routing.get(TrapPlace.pattern(Trap.RESTORED_FORM, "/thanks"), this::thanks);
    }

    private void urlEcho(Context ctx) {
        TrapPlace place = TrapPlace.of(Trap.URL_ECHO, ctx);
        String value = Optional.of(Form.query(ctx, TrapRecords.VALUE))
                .filter(echo -> !echo.isEmpty())
                .orElseGet(() -> records.value(place));
        view.show(ctx, place, Content.of(TrapView.field(value), "trap-echo.js"));
    }

    private void cookieEcho(Context ctx) {
        TrapPlace place = TrapPlace.of(Trap.COOKIE_ECHO, ctx);
        String value = Optional.ofNullable(ctx.cookie(COOKIE))
                .map(echo -> URLDecoder.decode(echo, StandardCharsets.UTF_8))
                .orElseGet(() -> records.value(place));
        view.show(ctx, place, Content.of(TrapView.field(value), "trap-send.js"));
    }

    private void saveWithCookie(Context ctx) {
        TrapPlace place = TrapPlace.of(Trap.COOKIE_ECHO, ctx);
        String value = URLEncoder.encode(Form.field(ctx, TrapRecords.VALUE), StandardCharsets.UTF_8);
        ctx.cookie(
                new Cookie(COOKIE, value, place.address(), COOKIE_SECONDS, false, 0, true, null, null, SameSite.LAX));
        save(ctx, place);
    }

    private void restored(Context ctx) {
        TrapPlace place = TrapPlace.of(Trap.RESTORED_FORM, ctx);
        view.show(ctx, place, Content.of(TrapView.field(records.value(place)), ""));
        // Browsers restore nothing into a page that was not to be stored.
        ctx.header("Cache-Control", "no-cache");
    }

    private void thank(Context ctx) {
        TrapPlace place = TrapPlace.of(Trap.RESTORED_FORM, ctx);
        if (place.honest()) {
            records.write(place, Form.field(ctx, TrapRecords.VALUE));
        }
        ctx.redirect(place.address() + "/thanks", HttpStatus.SEE_OTHER);
    }

    private void thanks(Context ctx) {
        TrapPlace place = TrapPlace.of(Trap.RESTORED_FORM, ctx);
        Html back = Html.of("<button type=\"button\" id=\"back\">Back</button>");
        view.show(ctx, place, Content.of(Html.NOTHING, "trap-back.js").saying("Saved"), back);
    }

    private void save(Context ctx, TrapPlace place) {
        if (place.honest()) {
            records.write(place, Form.field(ctx, TrapRecords.VALUE));
        }
        ctx.json(Map.of("saved", place.honest()));
    }
}
