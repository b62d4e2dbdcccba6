package io.leasehold.profile;

import org.jspecify.annotations.Nullable;

/**
 * The way from the top of the file to a value. Immutable.
 *
 * <p>Linked, because a hostile file could make written-out paths take thousands of times its own size.
 */
record JsonPath(@Nullable JsonPath parent, String step) {

    static final JsonPath TOP = new JsonPath(null, "");

    JsonPath member(String name) {
        return new JsonPath(this, isTop() ? name : "." + name);
    }

    boolean isTop() {
        return parent == null;
    }

    JsonPath item(int index) {
        return new JsonPath(this, "[" + index + "]");
    }

    @Override
    public String toString() {
        return (parent == null ? "" : parent.toString()) + Quote.shortened(step);
    }
}
