package io.leasehold.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/**
 * What the doctor found out about one thing.
 *
 * @param fix what to do; empty when nothing is to be done
 */
record Check(String name, Result result, String message, String fix) {

    /** How it is. */
    enum Result {
        OK,
        WARN,
        FAIL
    }

    static Check ok(String name, String message) {
        return new Check(name, Result.OK, message, "");
    }

    static Check warn(String name, String message, String fix) {
        return new Check(name, Result.WARN, message, fix);
    }

    static Check fail(String name, String message, String fix) {
        return new Check(name, Result.FAIL, message, fix);
    }

    String word() {
        return result.name().toLowerCase(Locale.ROOT);
    }

    ObjectNode json() {
        ObjectNode node = Json.object().put("check", name).put("result", word()).put("message", message);
        return Json.text(node, "fix", fix);
    }
}
