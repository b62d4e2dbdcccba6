package io.leasehold.harbor.traps;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.router.JavalinDefaultRouting;
import io.leasehold.harbor.page.Form;
import io.leasehold.harbor.page.Html;
import io.leasehold.harbor.traps.TrapView.Content;
import java.util.Locale;
import java.util.Map;

/** Traps of plain forms: what arrives is not what is kept. Thread-safe. */
final class FormTraps implements TrapFamily {
    private static final String NOTE = "note";
    private static final String ROW = "row";
    private static final String INITIAL_NOTE = "No note";
    private static final String SEND = "trap-send.js";

    private final TrapRecords records;
    private final TrapView view;

    FormTraps(TrapRecords records, TrapView view) {
        this.records = records;
        this.view = view;
    }

    @Override
    public void add(JavalinDefaultRouting routing) {
        routing.get(TrapPlace.pattern(Trap.TYPED, ""), this::typed);
        routing.post(TrapPlace.pattern(Trap.TYPED, ""), this::saveTyped);
        routing.get(TrapPlace.pattern(Trap.DROPPED, ""), this::dropped);
        routing.post(TrapPlace.pattern(Trap.DROPPED, ""), this::drop);
        routing.get(TrapPlace.pattern(Trap.CHANGED, ""), this::changed);
        routing.post(TrapPlace.pattern(Trap.CHANGED, ""), this::change);
        routing.get(TrapPlace.pattern(Trap.HALF, ""), this::half);
        routing.post(TrapPlace.pattern(Trap.HALF, ""), this::saveHalf);
        routing.get(TrapPlace.pattern(Trap.TWICE, ""), this::twice);
        routing.post(TrapPlace.pattern(Trap.TWICE, ""), this::saveTwice);
    }

    private void typed(Context ctx) {
        TrapPlace place = TrapPlace.of(Trap.TYPED, ctx);
        String button = place.honest() ? "<button>Save</button>" : "<button type=\"button\">Save</button>";
        view.show(ctx, place, Content.of(TrapView.field(records.value(place)), ""), Html.of(button));
    }

    private void saveTyped(Context ctx) {
        TrapPlace place = TrapPlace.of(Trap.TYPED, ctx);
        records.write(place, Form.field(ctx, TrapRecords.VALUE));
        ctx.redirect(place.address(), HttpStatus.SEE_OTHER);
    }

    private void dropped(Context ctx) {
        TrapPlace place = TrapPlace.of(Trap.DROPPED, ctx);
        view.show(ctx, place, Content.of(TrapView.field(records.value(place)), ""));
    }

    /** Answers the form with a page of its own, as many do: loading that again sends the form again. */
    private void drop(Context ctx) {
        TrapPlace place = TrapPlace.of(Trap.DROPPED, ctx);
        String value = Form.field(ctx, TrapRecords.VALUE);
        if (place.honest()) {
            records.write(place, value);
        }
        view.show(ctx, place, Content.of(TrapView.field(value), "").saying("Saved"));
    }

    private void changed(Context ctx) {
        TrapPlace place = TrapPlace.of(Trap.CHANGED, ctx);
        view.show(ctx, place, Content.of(TrapView.field(records.value(place)), SEND));
    }

    private void change(Context ctx) {
        TrapPlace place = TrapPlace.of(Trap.CHANGED, ctx);
        String value = Form.field(ctx, TrapRecords.VALUE);
        records.write(place, place.honest() ? value : value.toLowerCase(Locale.ROOT));
        ctx.json(Map.of("saved", true));
    }

    private void half(Context ctx) {
        TrapPlace place = TrapPlace.of(Trap.HALF, ctx);
        Html note = TrapView.field("Note", NOTE, records.find(place, NOTE).orElse(INITIAL_NOTE));
        view.show(ctx, place, Content.of(Html.of("{}{}", TrapView.field(records.value(place)), note), SEND));
    }

    private void saveHalf(Context ctx) {
        TrapPlace place = TrapPlace.of(Trap.HALF, ctx);
        records.write(place, Form.field(ctx, TrapRecords.VALUE));
        if (place.honest()) {
            records.write(place, NOTE, Form.field(ctx, NOTE));
        }
        ctx.json(Map.of("saved", true));
    }

    private void twice(Context ctx) {
        TrapPlace place = TrapPlace.of(Trap.TWICE, ctx);
        Html rows = Html.join(records.all(place, ROW).stream().map(row -> Html.of("<li>{}</li>", row)));
        Html fields = Html.of("{}<ul data-testid=\"rows\">{}</ul>", TrapView.field(""), rows);
        view.show(ctx, place, Content.of(fields, "trap-list.js"));
    }

    /** One request, two rows: inside, the trap has tried again what had only been slow. */
    private void saveTwice(Context ctx) {
        TrapPlace place = TrapPlace.of(Trap.TWICE, ctx);
        int times = place.honest() ? 1 : 2;
        for (int time = 0; time < times; time++) {
            records.write(place, ROW, Form.field(ctx, TrapRecords.VALUE));
        }
        ctx.json(Map.of("saved", true));
    }
}
