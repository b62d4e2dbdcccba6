package io.leasehold.samples.readback;

import io.leasehold.harbor.traps.Trap;
import java.time.Duration;

/**
 * How a trap is told from its twin.
 *
 * @param right the weakest strength that does
 */
record TrapWay(Trap trap, Column right, Steps steps, Calling calling) {
    private static final Duration EVENTUALLY = Duration.ofSeconds(5);
    private static final Duration FOR_GOOD = Duration.ofSeconds(3);

    /** The table of the traps. What is measured must be what stands here. */
    static TrapWay of(Trap trap) {
        return switch (trap) {
            case TYPED -> new TrapWay(trap, Column.RELOAD, Steps.silentField(), Calling.SIMPLE);
            case OPTIMISTIC, DROPPED, SERVICE_WORKER, HTTP_CACHE, CHANGED, WRONG_ACCOUNT, CONFLICT, GRAPHQL ->
                simple(trap, Column.RELOAD);
            case SESSION_STORAGE, URL_ECHO -> simple(trap, Column.REOPENING);
            case LOCAL_STORAGE, OFFLINE_QUEUE, COOKIE_ECHO -> simple(trap, Column.CLEAN_ROOM);
            case SESSION_DRAFT -> simple(trap, Column.WITNESS);
            case RESTORED_FORM -> new TrapWay(trap, Column.RELOAD, Steps.fieldAndBack(), Calling.SIMPLE);
            case REFUSED_LATER -> new TrapWay(trap, Column.RELOAD, Steps.field(), Calling.staying(FOR_GOOD));
            case ACCEPTED_LATE -> new TrapWay(trap, Column.RELOAD, Steps.field(), Calling.within(EVENTUALLY));
            case HALF -> new TrapWay(trap, Column.RELOAD, Steps.twoFields(), Calling.SIMPLE);
            case LOGGED_OUT -> new TrapWay(trap, Column.RELOAD, Steps.email(), Calling.SIMPLE);
            case TWICE -> new TrapWay(trap, Column.RELOAD, Steps.row(), Calling.SIMPLE);
            case BEACON -> new TrapWay(trap, Column.RELOAD, Steps.fieldAndLeave(), Calling.atThePage());
            case SOCKET -> new TrapWay(trap, Column.RELOAD, Steps.field(), Calling.settledWhenSaved());
            case REPLICA -> new TrapWay(trap, Column.WITNESS, Steps.field(), Calling.within(EVENTUALLY));
        };
    }

    private static TrapWay simple(Trap trap, Column right) {
        return new TrapWay(trap, right, Steps.field(), Calling.SIMPLE);
    }

    /** Tells whether a way to look takes the trap for saved. */
    boolean isFooled(Column column) {
        return column.isWeakerThan(right);
    }
}
