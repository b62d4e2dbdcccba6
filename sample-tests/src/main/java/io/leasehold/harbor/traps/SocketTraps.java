package io.leasehold.harbor.traps;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.UnauthorizedResponse;
import io.javalin.router.JavalinDefaultRouting;
import io.javalin.websocket.WsMessageContext;
import io.leasehold.harbor.page.Form;
import io.leasehold.harbor.session.SessionGate;
import io.leasehold.harbor.session.SignedIn;
import io.leasehold.harbor.traps.TrapView.Content;
import java.util.Map;
import java.util.Objects;

/** The trap that writes over a WebSocket: every write is acknowledged, and the trap's go nowhere. Thread-safe. */
final class SocketTraps implements TrapFamily {
    private static final String LIVE = "/live";

    private final TrapRecords records;
    private final TrapView view;
    private final SessionGate gate;
    private final ObjectMapper json = new ObjectMapper();

    SocketTraps(TrapRecords records, TrapView view, SessionGate gate) {
        this.records = records;
        this.view = view;
        this.gate = gate;
    }

    @Override
    public void add(JavalinDefaultRouting routing) {
        routing.get(TrapPlace.pattern(Trap.SOCKET, ""), this::form);
        routing.wsBeforeUpgrade(TrapPlace.pattern(Trap.SOCKET, LIVE), this::admit);
        routing.ws(TrapPlace.pattern(Trap.SOCKET, LIVE), socket -> socket.onMessage(this::write));
    }

    private void form(Context ctx) {
        TrapPlace place = TrapPlace.of(Trap.SOCKET, ctx);
        view.show(ctx, place, Content.of(TrapView.field(records.value(place)), "trap-socket.js"));
    }

    /** What stands before every page does not stand before sockets; and other sites' pages may open them. */
    private void admit(Context ctx) {
        String origin = Objects.requireNonNullElse(ctx.header("Origin"), "");
        if (!origin.equals("http://" + ctx.header("Host"))) {
            throw new ForbiddenResponse("Only pages of this application may open this.");
        }
        gate.check(ctx);
        SignedIn visitor =
                SessionGate.visitor(ctx).orElseThrow(() -> new UnauthorizedResponse("Sign in before you open this."));
        Form.allow(visitor.account().role().mayWriteOrders());
    }

    private void write(WsMessageContext ctx) throws JsonProcessingException {
        TrapPlace place = TrapPlace.of(Trap.SOCKET, ctx::pathParam);
        String value = json.readTree(ctx.message()).path(TrapRecords.VALUE).asText();
        if (place.honest()) {
            records.write(place, value);
        }
        ctx.send(json.writeValueAsString(Map.of("saved", true)));
    }
}
