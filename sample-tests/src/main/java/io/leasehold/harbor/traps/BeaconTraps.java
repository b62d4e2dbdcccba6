package io.leasehold.harbor.traps;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.router.JavalinDefaultRouting;
import io.leasehold.harbor.page.Form;
import io.leasehold.harbor.page.Html;
import io.leasehold.harbor.traps.TrapView.Content;

/** The trap whose page writes while it goes away. The trap's beacon forgets the form's token. Thread-safe. */
final class BeaconTraps implements TrapFamily {
    private final TrapRecords records;
    private final TrapView view;

    BeaconTraps(TrapRecords records, TrapView view) {
        this.records = records;
        this.view = view;
    }

    @Override
    public void add(JavalinDefaultRouting routing) {
        routing.get(TrapPlace.pattern(Trap.BEACON, ""), this::form);
        routing.post(TrapPlace.pattern(Trap.BEACON, ""), this::save);
        routing.get(TrapPlace.pattern(Trap.BEACON, "/left"), this::left);
    }

    private void form(Context ctx) {
        TrapPlace place = TrapPlace.of(Trap.BEACON, ctx);
        Html attributes = Html.of(" data-token=\"{}\"", place.honest() ? "sent" : "forgotten");
        view.show(
                ctx,
                place,
                Content.of(TrapView.field(records.value(place)), "trap-beacon.js")
                        .with(attributes),
                Html.of("<a href=\"{}/left\">Done</a>", place.address()));
    }

    /** The forgery check has refused the trap's beacon before. */
    private void save(Context ctx) {
        records.write(TrapPlace.of(Trap.BEACON, ctx), Form.field(ctx, TrapRecords.VALUE));
        ctx.status(HttpStatus.NO_CONTENT);
    }

    /** Says goodbye with what the page before kept for it. */
    private void left(Context ctx) {
        TrapPlace place = TrapPlace.of(Trap.BEACON, ctx);
        Content content = Content.of(TrapView.field(""), "trap-left.js").saying("Saved");
        view.show(ctx, place, content, Html.of("<a href=\"{}\">Back</a>", place.address()));
    }
}
