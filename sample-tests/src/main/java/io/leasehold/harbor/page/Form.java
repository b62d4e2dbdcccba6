package io.leasehold.harbor.page;

import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import java.util.Objects;

/** What arrives in requests, never null. */
public final class Form {
    private Form() {}

    /** Returns a field of a posted form without the space around it; empty when it is missing. */
    public static String field(Context ctx, String name) {
        return Objects.requireNonNullElse(ctx.formParam(name), "").strip();
    }

    /** Returns a parameter of the address without the space around it; empty when it is missing. */
    public static String query(Context ctx, String name) {
        return Objects.requireNonNullElse(ctx.queryParam(name), "").strip();
    }

    /** Returns a whole number; the fallback when it is missing or not one. */
    public static int number(String text, int fallback) {
        return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : fallback;
    }

    /** Refuses the request with a page unless it is allowed. */
    public static void allow(boolean allowed) {
        if (!allowed) {
            throw new ForbiddenResponse("Your role does not allow this. Ask a shop admin to do it for you.");
        }
    }
}
