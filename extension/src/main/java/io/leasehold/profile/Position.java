package io.leasehold.profile;

import com.fasterxml.jackson.core.JsonLocation;
import org.jspecify.annotations.Nullable;

/** A place in the file, counted from 1. Immutable. */
record Position(int line, int column) {

    static final Position START = new Position(1, 1);

    static Position of(@Nullable JsonLocation location) {
        return location == null || location.getLineNr() < 1
                ? START
                : new Position(location.getLineNr(), Math.max(1, location.getColumnNr()));
    }

    @Override
    public String toString() {
        return "line " + line + ", column " + column;
    }
}
