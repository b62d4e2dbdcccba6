package io.leasehold.harbor.traps;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.ConflictResponse;
import io.javalin.http.Context;
import io.javalin.http.InternalServerErrorResponse;
import io.javalin.router.JavalinDefaultRouting;
import io.leasehold.harbor.page.Form;
import io.leasehold.harbor.page.Html;
import io.leasehold.harbor.session.SessionGate;
import io.leasehold.harbor.traps.TrapView.Content;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Traps whose server says no, to a page that does not listen. Thread-safe. */
final class AnswerTraps implements TrapFamily {
    /** Where the graph is asked, at the end of the page's address. */
    static final String GRAPH = "/api";

    private static final String VERSION = "version";
    private static final Pattern OPERATION = Pattern.compile("^\\s*(query|mutation)\\b[^{]*\\{\\s*(\\w+)");

    private final TrapRecords records;
    private final TrapView view;
    private final ObjectMapper json = new ObjectMapper();

    AnswerTraps(TrapRecords records, TrapView view) {
        this.records = records;
        this.view = view;
    }

    @Override
    public void add(JavalinDefaultRouting routing) {
        routing.get(TrapPlace.pattern(Trap.OPTIMISTIC, ""), this::optimistic);
        routing.post(TrapPlace.pattern(Trap.OPTIMISTIC, ""), this::fail);
        routing.get(TrapPlace.pattern(Trap.CONFLICT, ""), this::versioned);
        routing.post(TrapPlace.pattern(Trap.CONFLICT, ""), this::compare);
        routing.get(TrapPlace.pattern(Trap.GRAPHQL, ""), this::graph);
        routing.post(TrapPlace.pattern(Trap.GRAPHQL, GRAPH), this::operate);
    }

    private void optimistic(Context ctx) {
        TrapPlace place = TrapPlace.of(Trap.OPTIMISTIC, ctx);
        view.show(ctx, place, Content.of(TrapView.field(records.value(place)), "trap-send.js"));
    }

    private void fail(Context ctx) {
        TrapPlace place = TrapPlace.of(Trap.OPTIMISTIC, ctx);
        if (!place.honest()) {
            throw new InternalServerErrorResponse("The store is out of order.");
        }
        records.write(place, Form.field(ctx, TrapRecords.VALUE));
        ctx.json(Map.of("saved", true));
    }

    private void versioned(Context ctx) {
        TrapPlace place = TrapPlace.of(Trap.CONFLICT, ctx);
        Html version = Html.of("<input type=\"hidden\" name=\"version\" value=\"{}\">", version(place));
        Html fields = Html.of("{}{}", version, TrapView.field(records.value(place)));
        view.show(ctx, place, Content.of(fields, "trap-send.js"));
    }

    private void compare(Context ctx) {
        TrapPlace place = TrapPlace.of(Trap.CONFLICT, ctx);
        if (!place.honest()) {
            records.write(place, "What a colleague wrote");
        }
        if (Form.number(Form.field(ctx, VERSION), -1) != version(place)) {
            throw new ConflictResponse("Somebody has changed this since you opened it.");
        }
        records.write(place, Form.field(ctx, TrapRecords.VALUE));
        ctx.json(Map.of("saved", true, VERSION, version(place)));
    }

    /** Each write is a version. */
    private int version(TrapPlace place) {
        return records.all(place, TrapRecords.VALUE).size();
    }

    private void graph(Context ctx) {
        TrapPlace place = TrapPlace.of(Trap.GRAPHQL, ctx);
        view.show(ctx, place, Content.of(TrapView.field(""), "trap-graphql.js"));
    }

    /** Reads and writes by POST, and answers 200 to both, whatever came of it. */
    private void operate(Context ctx) {
        TrapPlace place = TrapPlace.of(Trap.GRAPHQL, ctx);
        JsonNode request = body(ctx);
        Matcher operation = OPERATION.matcher(request.path("query").asText());
        String what = operation.find() ? operation.group(1) + " " + operation.group(2) : "";
        switch (what) {
            case "query field" -> ctx.json(data("field", records.value(place)));
            case "mutation saveField" -> saveField(ctx, place, request.path("variables"));
            default -> ctx.json(Map.of("errors", List.of(Map.of("message", "There is no such field."))));
        }
    }

    private void saveField(Context ctx, TrapPlace place, JsonNode variables) {
        Form.allow(SessionGate.signedIn(ctx).account().role().mayWriteOrders());
        if (place.honest()) {
            records.write(place, variables.path(TrapRecords.VALUE).asText());
            ctx.json(data("saveField", records.value(place)));
        } else {
            ctx.json(Map.of(
                    "data", Map.of(),
                    "errors", List.of(Map.of("message", "You may not change this.", "path", List.of("saveField")))));
        }
    }

    private static Map<String, Object> data(String field, String value) {
        return Map.of("data", Map.of(field, Map.of(TrapRecords.VALUE, value)));
    }

    private JsonNode body(Context ctx) {
        try {
            return json.readTree(ctx.body());
        } catch (JsonProcessingException e) {
            // Its message quotes what was sent.
            throw new BadRequestResponse("The body is no JSON.");
        }
    }
}
