package io.leasehold.harbor.traps;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.function.UnaryOperator;

/** One record of a trap or of its honest twin; others have no part in it. Immutable. */
record TrapPlace(Trap trap, boolean honest, String record) {
    private static final String ROOT = "/traps/";
    private static final String HONEST = "honest";
    private static final String TRAP = "trap";
    private static final String VARIANT_PARAMETER = "variant";
    private static final String RECORD_PARAMETER = "record";

    TrapPlace {
        if (!record.matches("[a-z0-9-]{1,40}")) {
            throw new IllegalArgumentException("A record has 1 to 40 of a-z, 0-9 and '-', unlike '" + record + "'.");
        }
    }

    /** Returns the pattern for routes of a trap. */
    static String pattern(Trap trap, String rest) {
        return ROOT + trap.code() + "/{" + VARIANT_PARAMETER + "}/{" + RECORD_PARAMETER + "}" + rest;
    }

    static TrapPlace of(Trap trap, Context ctx) {
        return of(trap, ctx::pathParam);
    }

    static TrapPlace of(Trap trap, UnaryOperator<String> parameters) {
        String variant = parameters.apply(VARIANT_PARAMETER);
        if (!variant.equals(HONEST) && !variant.equals(TRAP)) {
            throw new NotFoundResponse("A trap is at …/trap/… and its twin at …/honest/….");
        }
        try {
            return new TrapPlace(trap, variant.equals(HONEST), parameters.apply(RECORD_PARAMETER));
        } catch (IllegalArgumentException e) {
            throw new NotFoundResponse(String.valueOf(e.getMessage()));
        }
    }

    String address() {
        return ROOT + key();
    }

    /** Names the record in the database and in maps. */
    String key() {
        return trap.code() + "/" + (honest ? HONEST : TRAP) + "/" + record;
    }
}
