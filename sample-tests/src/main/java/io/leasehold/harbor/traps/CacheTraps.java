package io.leasehold.harbor.traps;

import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRouting;
import io.leasehold.harbor.assets.Assets;
import io.leasehold.harbor.page.Form;
import io.leasehold.harbor.traps.TrapView.Content;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Traps in which something between page and server answers the read. Thread-safe. */
final class CacheTraps implements TrapFamily {
    private static final String DATA = "/data";

    private final TrapRecords records;
    private final TrapView view;
    private final Assets assets;
    // What the trap's server still has in its buffer, for the next read only.
    private final Map<String, String> buffer = new ConcurrentHashMap<>();

    CacheTraps(TrapRecords records, TrapView view, Assets assets) {
        this.records = records;
        this.view = view;
        this.assets = assets;
    }

    @Override
    public void add(JavalinDefaultRouting routing) {
        // Beside its pages, so that it may control all of them.
        routing.get("/traps/service-worker/worker.js", ctx -> assets.sendUnversioned(ctx, "trap-service-worker.js"));
        addPage(routing, Trap.SERVICE_WORKER, "trap-worker.js");
        routing.get(TrapPlace.pattern(Trap.SERVICE_WORKER, DATA), this::data);
        routing.post(
                TrapPlace.pattern(Trap.SERVICE_WORKER, ""), ctx -> save(ctx, TrapPlace.of(Trap.SERVICE_WORKER, ctx)));
        addPage(routing, Trap.HTTP_CACHE, "trap-cache.js");
        routing.get(TrapPlace.pattern(Trap.HTTP_CACHE, DATA), this::cacheableData);
        routing.post(TrapPlace.pattern(Trap.HTTP_CACHE, ""), this::saveToBuffer);
    }

    /** The page asks for the value itself. */
    private void addPage(JavalinDefaultRouting routing, Trap trap, String script) {
        routing.get(
                TrapPlace.pattern(trap, ""),
                ctx -> view.show(ctx, TrapPlace.of(trap, ctx), Content.of(TrapView.field(""), script)));
    }

    private void data(Context ctx) {
        ctx.header("Cache-Control", "no-store");
        ctx.json(Map.of(TrapRecords.VALUE, records.value(TrapPlace.of(Trap.SERVICE_WORKER, ctx))));
    }

    private void cacheableData(Context ctx) {
        TrapPlace place = TrapPlace.of(Trap.HTTP_CACHE, ctx);
        String value = Optional.ofNullable(buffer.remove(place.key())).orElseGet(() -> records.value(place));
        ctx.header("Cache-Control", "private, max-age=600");
        ctx.json(Map.of(TrapRecords.VALUE, value));
    }

    private void saveToBuffer(Context ctx) {
        TrapPlace place = TrapPlace.of(Trap.HTTP_CACHE, ctx);
        if (!place.honest()) {
            buffer.put(place.key(), Form.field(ctx, TrapRecords.VALUE));
        }
        save(ctx, place);
    }

    private void save(Context ctx, TrapPlace place) {
        if (place.honest()) {
            records.write(place, Form.field(ctx, TrapRecords.VALUE));
        }
        ctx.json(Map.of("saved", place.honest()));
    }
}
