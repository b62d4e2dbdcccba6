package io.leasehold.registry.protocol;

import io.leasehold.registry.Move;
import io.leasehold.registry.ProfileState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One thing that happens, while it happens: what the world becomes, and what is written into the log. Mutable. */
final class Step {

    private final Kind kind;
    private final String what;
    private final World after;
    private final List<Move> moves = new ArrayList<>(3);
    private String wrong = "";

    Step(World before, Kind kind, String what) {
        this.after = before.copy();
        this.kind = kind;
        this.what = what;
    }

    /** Who makes it happen. */
    enum Kind {
        HOLDER_0,
        HOLDER_1,
        NETWORK,
        INSPECTION,
        PERSON,
        TIME;

        static Kind holder(int holder) {
            return holder == 0 ? HOLDER_0 : HOLDER_1;
        }
    }

    World world() {
        return after;
    }

    Kind kind() {
        return kind;
    }

    List<Move> moves() {
        return moves;
    }

    /** Notes that a law was broken in the middle of it. */
    void breaks(String law) {
        wrong = law;
    }

    String wrong() {
        return wrong;
    }

    /** Moves the profile by the product's own table, as the registry does. */
    void move(Move move) {
        Optional<ProfileState> to = move.from(after.state());
        if (to.isEmpty()) {
            breaks(move + " happens to a profile that is " + after.state().code());
            return;
        }
        force(move, to.get());
    }

    /** Moves the profile whatever the table says. */
    void force(Move move, ProfileState to) {
        moves.add(move);
        int lease = after.get(Cell.Shared.LEASE);
        after.set(Cell.Shared.STATE, 0, to);
        after.set(Cell.Shared.CLAIM, 0);
        after.set(Cell.Shared.LAPSED, 0);
        if (move.endsLease() && lease > 0) {
            end(lease);
        }
        if (to != ProfileState.LEASED && to != ProfileState.STALE) {
            clearLease();
        }
    }

    void end(int lease) {
        after.set(Cell.Ledger.ENDINGS, lease, Math.min(3, after.get(Cell.Ledger.ENDINGS, lease) + 1));
    }

    private void clearLease() {
        after.set(Cell.Shared.LEASE, 0);
        after.set(Cell.Shared.DEADLINE, 0);
        after.set(Cell.Shared.BEAT, 0);
        after.set(Cell.Shared.MUTATIONS, 0);
        after.set(Cell.Shared.OPEN, 0);
        after.set(Cell.Shared.INTENDED, 0);
    }

    @Override
    public String toString() {
        return kind + " " + what + (moves.isEmpty() ? "" : " " + moves) + " -> "
                + after.state().code() + "/" + after.get(Cell.Shared.TOKEN);
    }
}
