package io.leasehold.harbor.traps;

import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRouting;
import io.leasehold.harbor.page.Form;
import io.leasehold.harbor.page.Html;
import io.leasehold.harbor.session.SessionGate;
import io.leasehold.harbor.traps.TrapView.Content;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Traps whose drafts are shown over what the server has. The pages keep a draft until the server says that it has it; the
 * traps' servers answer 200 and never say so. Thread-safe.
 */
final class DraftTraps implements TrapFamily {
    private final TrapRecords records;
    private final TrapView view;
    private final Map<List<String>, String> sessionDrafts = new ConcurrentHashMap<>();

    DraftTraps(TrapRecords records, TrapView view) {
        this.records = records;
        this.view = view;
    }

    @Override
    public void add(JavalinDefaultRouting routing) {
        addStored(routing, Trap.LOCAL_STORAGE, "trap-draft.js", "localStorage");
        addStored(routing, Trap.SESSION_STORAGE, "trap-draft.js", "sessionStorage");
        addStored(routing, Trap.OFFLINE_QUEUE, "trap-queue.js", "indexedDB");
        routing.get(TrapPlace.pattern(Trap.SESSION_DRAFT, ""), this::drafted);
        routing.post(TrapPlace.pattern(Trap.SESSION_DRAFT, ""), this::draft);
    }

    private void addStored(JavalinDefaultRouting routing, Trap trap, String script, String storage) {
        Html attributes = Html.of(" data-draft=\"{}\"", storage);
        routing.get(TrapPlace.pattern(trap, ""), ctx -> {
            TrapPlace place = TrapPlace.of(trap, ctx);
            view.show(
                    ctx,
                    place,
                    Content.of(TrapView.field(records.value(place)), script).with(attributes));
        });
        routing.post(TrapPlace.pattern(trap, ""), ctx -> save(ctx, TrapPlace.of(trap, ctx)));
    }

    private void save(Context ctx, TrapPlace place) {
        if (place.honest()) {
            records.write(place, Form.field(ctx, TrapRecords.VALUE));
        }
        ctx.json(Map.of("saved", place.honest()));
    }

    private void drafted(Context ctx) {
        TrapPlace place = TrapPlace.of(Trap.SESSION_DRAFT, ctx);
        String value = sessionDrafts.getOrDefault(draftKey(ctx, place), records.value(place));
        view.show(ctx, place, Content.of(TrapView.field(value), "trap-send.js"));
    }

    private void draft(Context ctx) {
        TrapPlace place = TrapPlace.of(Trap.SESSION_DRAFT, ctx);
        if (!place.honest()) {
            sessionDrafts.put(draftKey(ctx, place), Form.field(ctx, TrapRecords.VALUE));
        }
        save(ctx, place);
    }

    private static List<String> draftKey(Context ctx, TrapPlace place) {
        return List.of(SessionGate.signedIn(ctx).session().key(), place.key());
    }
}
