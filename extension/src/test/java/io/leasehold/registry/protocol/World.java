package io.leasehold.registry.protocol;

import io.leasehold.registry.ProfileState;
import java.util.Arrays;

/** One state of everything: the registry, two holders with their browsers, the network, two inspectors. Mutable. */
@SuppressWarnings("EnumOrdinal") // What a cell holds is a number.
final class World {

    /** How many words a world is packed into. */
    static final int WORDS = 2;

    private static final ProfileState[] STATES = ProfileState.values();

    private final int[] cells;

    private World(int[] cells) {
        this.cells = cells;
    }

    static World first() {
        return new World(new int[Cell.ALL]);
    }

    World copy() {
        return new World(cells.clone());
    }

    int get(Cell cell) {
        return get(cell, 0);
    }

    int get(Cell cell, int index) {
        return cells[cell.at(index)];
    }

    void set(Cell cell, int value) {
        set(cell, 0, value);
    }

    void set(Cell cell, int index, int value) {
        cells[cell.at(index)] = value;
    }

    void set(Cell cell, int index, Enum<?> value) {
        set(cell, index, value.ordinal());
    }

    Mutating mutation(int holder, int number) {
        return Mutating.of(get(Cell.Holder.mutation(number), holder));
    }

    ProfileState state() {
        return STATES[get(Cell.Shared.STATE)];
    }

    Phase phase(int holder) {
        return Phase.of(get(Cell.Holder.PHASE, holder));
    }

    void enter(int holder, Phase phase) {
        set(Cell.Holder.PHASE, holder, phase.ordinal());
    }

    /** Tells whether the process runs that a lease was given to. */
    boolean isHolderAlive(int lease) {
        int owner = get(Cell.Ledger.OWNER, lease);
        Phase phase = phase(owner);
        if (phase == Phase.DEAD || phase == Phase.IDLE) {
            return false;
        }
        int known = get(Cell.Holder.LEASE, owner);
        return known == lease || (known == 0 && get(Cell.Ledger.ASK, lease) == get(Cell.Holder.ASK, owner));
    }

    /** Tells whether the browser of a lease runs. */
    boolean isBrowserAlive(int lease) {
        int owner = get(Cell.Ledger.OWNER, lease);
        return get(Cell.Holder.LEASE, owner) == lease && get(Cell.Holder.BROWSER, owner) == 1;
    }

    /** Tells whether a change that a lease began has not been seen to its end. */
    boolean isInDoubt(int lease) {
        int owner = get(Cell.Ledger.OWNER, lease);
        return get(Cell.Holder.LEASE, owner) == lease && isActing(owner);
    }

    boolean isActing(int holder) {
        return mutation(holder, 1) == Mutating.ACTING || mutation(holder, 2) == Mutating.ACTING;
    }

    /** Tells whether a holder believes that it may act. */
    boolean isLive(int holder) {
        return phase(holder) == Phase.HOLDING && get(Cell.Holder.LEFT, holder) > 0;
    }

    /**
     * Puts the world into a few words. A world in which the holders have changed places is the same one, so of the two
     * the smaller is taken.
     */
    void pack(long[] words) {
        long[] mirrored = new long[WORDS];
        fill(words, cells);
        fill(mirrored, mirror());
        if (Arrays.compare(mirrored, words) < 0) {
            System.arraycopy(mirrored, 0, words, 0, WORDS);
        }
    }

    private int[] mirror() {
        int[] mirror = cells.clone();
        int first = Cell.Holder.PHASE.at(0);
        int second = Cell.Holder.PHASE.at(1);
        int length = second - first;
        System.arraycopy(cells, first, mirror, second, length);
        System.arraycopy(cells, second, mirror, first, length);
        for (int lease = 1; lease <= get(Cell.Shared.GRANTS); lease++) {
            mirror[Cell.Ledger.OWNER.at(lease)] ^= 1;
        }
        return mirror;
    }

    private static void fill(long[] words, int[] cells) {
        long word = 0;
        int used = 0;
        int at = 0;
        for (int index = 0; index < cells.length; index++) {
            int width = Widths.OF[index];
            if (used + width > Long.SIZE) {
                words[at++] = word;
                word = 0;
                used = 0;
            }
            word |= (long) cells[index] << used;
            used += width;
        }
        words[at] = word;
    }

    static World unpack(long[] words) {
        World world = first();
        int used = 0;
        int at = 0;
        for (int index = 0; index < world.cells.length; index++) {
            int width = Widths.OF[index];
            if (used + width > Long.SIZE) {
                at++;
                used = 0;
            }
            world.cells[index] = (int) (words[at] >>> used) & ((1 << width) - 1);
            used += width;
        }
        return world;
    }

    /** What a holder is at. */
    enum Phase {
        IDLE,
        WAITING,
        HOLDING,
        LOST,
        OVER,
        DEAD;

        private static final Phase[] ALL = values();

        static Phase of(int ordinal) {
            return ALL[ordinal];
        }
    }

    /** How far a mutation is in the world outside. */
    enum Mutating {
        NONE,
        ACTING,
        DONE;

        private static final Mutating[] ALL = values();

        static Mutating of(int ordinal) {
            return ALL[ordinal];
        }
    }

    /** The widths of all cells, in their order. */
    private static final class Widths {
        @SuppressWarnings("MutablePublicArray")
        private static final int[] OF = all();

        private static int[] all() {
            int[] widths = new int[Cell.ALL];
            fill(widths, Cell.Shared.values(), 0, 0);
            fill(widths, Cell.Ledger.values(), 1, Cell.LEASES);
            fill(widths, Cell.Holder.values(), 0, Cell.EACH - 1);
            fill(widths, Cell.Inspection.values(), 0, Cell.EACH - 1);
            return widths;
        }

        private static void fill(int[] widths, Cell[] cells, int first, int last) {
            for (int index = first; index <= last; index++) {
                for (Cell cell : cells) {
                    widths[cell.at(index)] = cell.width();
                }
            }
        }
    }
}
