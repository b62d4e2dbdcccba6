package io.leasehold.browser;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What holds of a shelf between any two of its decisions. */
final class ShelfLaws {

    private ShelfLaws() {}

    /** Fails when a law does not hold; nothing may be going on at the shelf meanwhile. */
    static void check(ShelfState<?> state, int most) {
        long staying = 0;
        long idle = 0;
        Set<Object> onTheShelf = new HashSet<>();
        for (ShelfPlace<?> place : state.all()) {
            boolean closing = place.phase() == ContextPhase.CLOSING;
            demand(place.phase() != ContextPhase.CLOSED, "it is closed and still known", place);
            demand(!closing || place.pins() == 0, "it closes and is pinned", place);
            demand(!isShelved(place) || onTheShelf.add(place.profile()), "its profile is on the shelf twice", place);
            staying += closing ? 0 : 1;
            idle += place.isIdle() ? 1 : 0;
        }
        demand(staying <= most || idle == 0, staying + " stay, " + idle + " idle, at most " + most, state.all());
        oneFolderOneBrowser(state.all());
    }

    private static boolean isShelved(ShelfPlace<?> place) {
        return place.phase() == ContextPhase.OPENING || place.phase() == ContextPhase.OPEN;
    }

    private static void oneFolderOneBrowser(List<? extends ShelfPlace<?>> places) {
        Set<Object> inUse = new HashSet<>();
        for (ShelfPlace<?> place : places) {
            if (place.terms().oneFolder() && place.context() != null) {
                demand(inUse.add(place.profile()), "its folder has two browsers", places);
            }
        }
    }

    private static void demand(boolean holds, String otherwise, Object what) {
        if (!holds) {
            throw new AssertionError(otherwise + ": " + what);
        }
    }
}
