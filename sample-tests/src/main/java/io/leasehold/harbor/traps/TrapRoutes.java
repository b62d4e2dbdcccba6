package io.leasehold.harbor.traps;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.router.JavalinDefaultRouting;
import io.leasehold.harbor.assets.Assets;
import io.leasehold.harbor.page.Form;
import io.leasehold.harbor.page.Html;
import io.leasehold.harbor.page.Layout;
import io.leasehold.harbor.session.SessionGate;
import io.leasehold.harbor.session.Sessions;
import io.leasehold.harbor.storage.Database;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;

/** All traps, and a page that lists them. Thread-safe. */
public final class TrapRoutes {
    private static final String TRY = "by-hand";

    private final Layout layout;
    private final List<TrapFamily> families;

    /** What the traps are made of. */
    public record Parts(
            Database database, Sessions sessions, SessionGate gate, Layout layout, Assets assets, Clock clock) {}

    public TrapRoutes(Parts parts) {
        var records = new TrapRecords(parts.database());
        var view = new TrapView(parts.layout());
        layout = parts.layout();
        families = List.of(
                new FormTraps(records, view),
                new AnswerTraps(records, view),
                new DraftTraps(records, view),
                new EchoTraps(records, view),
                new CacheTraps(records, view, parts.assets()),
                new LateTraps(records, view, parts.clock()),
                new AccountTraps(records, view, parts.sessions()),
                new BeaconTraps(records, view),
                new SocketTraps(records, view, parts.gate()));
    }

    public void add(JavalinDefaultRouting routing) {
        routing.before("/traps/*", TrapRoutes::allowWrites);
        routing.get("/traps", this::list);
        families.forEach(family -> family.add(routing));
    }

    /** Not every POST writes: what asks a graph is judged where it is understood. */
    private static void allowWrites(Context ctx) {
        if (ctx.method() == HandlerType.POST && !ctx.path().endsWith(AnswerTraps.GRAPH)) {
            Form.allow(SessionGate.signedIn(ctx).account().role().mayWriteOrders());
        }
    }

    private void list(Context ctx) {
        layout.show(
                ctx,
                "Traps",
                Html.of(
                        "<p>Pages that look as if they had saved.</p><table><tbody>{}</tbody></table>",
                        Html.join(Arrays.stream(Trap.values())
                                .map(trap -> Html.of(
                                        """
                                        <tr><td>{}</td><td>{}</td><td><a href="{}">trap</a></td><td><a href="{}">twin</a></td></tr>
                                        """,
                                        trap.number(),
                                        trap.description(),
                                        trap.address(false, TRY),
                                        trap.address(true, TRY))))));
    }
}
