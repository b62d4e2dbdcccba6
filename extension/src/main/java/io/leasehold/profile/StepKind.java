package io.leasehold.profile;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a login step does. */
enum StepKind {
    FILL,
    CLICK,
    PRESS,
    SELECT,
    CHECK,
    EXPECT,
    GOTO;

    String field() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the step puts a value somewhere. */
    boolean takesValue() {
        return this == FILL || this == SELECT;
    }

    static List<String> fields() {
        return Arrays.stream(values()).map(StepKind::field).toList();
    }
}
