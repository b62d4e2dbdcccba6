package io.leasehold.registry.protocol;

/** A small number in a world. */
@SuppressWarnings("EnumOrdinal") // The position of a cell is what its enum is for.
interface Cell {

    /** Holders, and inspectors. */
    int EACH = 2;

    /** The most leases that a world has room for; they are numbered from 1. */
    int LEASES = 3;

    int FIRST_LEASE = Shared.values().length;

    int LEASE_CELLS = Ledger.values().length;

    int FIRST_HOLDER = FIRST_LEASE + LEASES * LEASE_CELLS;

    int HOLDER_CELLS = Holder.values().length;

    int FIRST_INSPECTOR = FIRST_HOLDER + EACH * HOLDER_CELLS;

    int INSPECTOR_CELLS = Inspection.values().length;

    int ALL = FIRST_INSPECTOR + EACH * INSPECTOR_CELLS;

    /** Returns where it is. */
    int at(int index);

    /** Returns how many bits it needs. */
    int width();

    /** What there is once: the profile's row with the columns of its lease, and the budgets. */
    enum Shared implements Cell {
        STATE(3),
        TOKEN(2),
        LEASE(2),
        /** Ticks until the deadline of the lease. */
        DEADLINE(2),
        BEAT(2),
        MUTATIONS(2),
        /** One bit for each mutation that is written down as being in flight. */
        OPEN(2),
        /** Whether a browser was at least meant to be started. */
        INTENDED(1),
        /** The inspector whose claim it is, from 1. */
        CLAIM(2),
        LAPSED(1),
        GRANTS(2),
        ACTS(2),
        STRAYS(2);

        private final int width;

        Shared(int width) {
            this.width = width;
        }

        @Override
        public int at(int index) {
            return ordinal();
        }

        @Override
        public int width() {
            return width;
        }
    }

    /** What is written down of each lease for ever. */
    enum Ledger implements Cell {
        OWNER(1),
        ASK(2),
        TOKEN(2),
        /** How many events that end the lease there are. */
        ENDINGS(2);

        private final int width;

        Ledger(int width) {
            this.width = width;
        }

        @Override
        public int at(int lease) {
            return FIRST_LEASE + (lease - 1) * LEASE_CELLS + ordinal();
        }

        @Override
        public int width() {
            return width;
        }
    }

    /** What a holder knows, its browser, and what of its messages is under way. */
    enum Holder implements Cell {
        PHASE(3),
        LEASE(2),
        ASK(2),
        /** Ticks until it stops by itself. */
        LEFT(2),
        BROWSER(1),
        BEAT(2),
        MUTATIONS(2),
        FIRST(2),
        SECOND(2),
        /** What it waits for an answer to. */
        CALL(3),
        CALL_NUMBER(2),
        CALL_ANSWER(1),
        CALL_AGE(2),
        STRAY(3),
        STRAY_LEASE(2),
        STRAY_NUMBER(2);

        private final int width;

        Holder(int width) {
            this.width = width;
        }

        static Holder mutation(int number) {
            return number == 1 ? FIRST : SECOND;
        }

        @Override
        public int at(int holder) {
            return FIRST_HOLDER + holder * HOLDER_CELLS + ordinal();
        }

        @Override
        public int width() {
            return width;
        }
    }

    /** An inspector. */
    enum Inspection implements Cell {
        PHASE(2),
        FINDING(2);

        private final int width;

        Inspection(int width) {
            this.width = width;
        }

        @Override
        public int at(int inspector) {
            return FIRST_INSPECTOR + inspector * INSPECTOR_CELLS + ordinal();
        }

        @Override
        public int width() {
            return width;
        }
    }
}
