package io.leasehold.registry.protocol;

import io.leasehold.registry.Move;
import io.leasehold.registry.ProfileState;
import io.leasehold.registry.protocol.Cell.Ledger;
import io.leasehold.registry.protocol.Cell.Shared;

/** What the registry does with a call, each in one step: the shape of the product's, on a world. */
final class RegistryRules {

    private final Bounds bounds;
    private final Seed seed;

    RegistryRules(Bounds bounds, Seed seed) {
        this.bounds = bounds;
        this.seed = seed;
    }

    private boolean has(Seed mistake) {
        return seed == mistake;
    }

    /** Returns whether the profile is the holder's. */
    boolean acquire(Step step, int holder, int ask) {
        World world = step.world();
        int known = has(Seed.REPEATED_REQUEST_GRANTED_TWICE) ? 0 : leaseOf(world, holder, ask);
        if (known > 0) {
            boolean goesOn = has(Seed.REPEATED_REQUEST_NOT_JUDGED) ? isAt(world, known) : holds(step, known);
            if (goesOn && !has(Seed.REPEATED_REQUEST_NOT_JUDGED)) {
                world.set(Shared.DEADLINE, bounds.ttl());
            }
            return goesOn;
        }
        expireWhenDue(step);
        if (has(Seed.REUSE_AT_DEADLINE) && world.state() == ProfileState.STALE) {
            step.end(world.get(Shared.LEASE));
            world.set(Shared.STATE, 0, ProfileState.AVAILABLE);
        }
        if (world.state() != ProfileState.AVAILABLE || world.get(Shared.GRANTS) == bounds.leases()) {
            return false;
        }
        grant(step, holder, ask);
        return true;
    }

    private void grant(Step step, int holder, int ask) {
        World world = step.world();
        int lease = world.get(Shared.GRANTS) + 1;
        int token = world.get(Shared.TOKEN) + (has(Seed.TOKEN_STAYS) && lease > 1 ? 0 : 1);
        step.move(Move.ACQUIRE);
        world.set(Shared.GRANTS, lease);
        world.set(Shared.LEASE, lease);
        world.set(Shared.TOKEN, token);
        world.set(Shared.DEADLINE, bounds.ttl());
        world.set(Ledger.OWNER, lease, holder);
        world.set(Ledger.ASK, lease, ask);
        world.set(Ledger.TOKEN, lease, token);
    }

    static int leaseOf(World world, int holder, int ask) {
        for (int lease = world.get(Shared.GRANTS); lease > 0; lease--) {
            if (world.get(Ledger.OWNER, lease) == holder && world.get(Ledger.ASK, lease) == ask) {
                return lease;
            }
        }
        return 0;
    }

    static boolean isAt(World world, int lease) {
        return world.get(Shared.LEASE) == lease && world.get(Shared.TOKEN) == world.get(Ledger.TOKEN, lease);
    }

    void expireWhenDue(Step step) {
        World world = step.world();
        if (world.state() == ProfileState.LEASED && world.get(Shared.DEADLINE) == 0) {
            if (has(Seed.DEADLINE_FREES)) {
                step.end(world.get(Shared.LEASE));
                step.force(Move.EXPIRE, ProfileState.AVAILABLE);
            } else {
                step.move(Move.EXPIRE);
            }
        }
    }

    /** A lease that was missed is the holder's again, if nobody inspects or has taken the profile. */
    private boolean holds(Step step, int lease) {
        World world = step.world();
        if (has(Seed.RESUMED_AFTER_INSPECTION) && isSettled(world, lease)) {
            world.set(Shared.LEASE, lease);
            step.force(Move.RESUME, ProfileState.LEASED);
            world.set(Shared.DEADLINE, bounds.ttl());
            return true;
        }
        if (!isAt(world, lease)) {
            return false;
        }
        expireWhenDue(step);
        if (world.state() == ProfileState.LEASED) {
            return true;
        }
        boolean inspected = world.get(Shared.CLAIM) > 0 && world.get(Shared.LAPSED) == 0;
        if (world.state() != ProfileState.STALE || (inspected && !has(Seed.RENEWAL_DURING_INSPECTION))) {
            return false;
        }
        int claim = world.get(Shared.CLAIM);
        step.move(Move.RESUME);
        world.set(Shared.DEADLINE, bounds.ttl());
        if (has(Seed.RENEWAL_DURING_INSPECTION)) {
            world.set(Shared.CLAIM, claim);
        }
        return true;
    }

    private static boolean isSettled(World world, int lease) {
        return world.get(Shared.TOKEN) == world.get(Ledger.TOKEN, lease)
                && (world.state() == ProfileState.REVIEW_REQUIRED || world.state() == ProfileState.AVAILABLE);
    }

    boolean renew(Step step, int lease, int beat) {
        World world = step.world();
        int at = has(Seed.RENEWAL_WITHOUT_TOKEN) ? world.get(Shared.LEASE) : lease;
        if (at == 0 || (!isAt(world, at) && !has(Seed.RESUMED_AFTER_INSPECTION))) {
            return false;
        }
        boolean old = isAt(world, at) && world.get(Shared.BEAT) >= beat;
        if (old && !has(Seed.OLD_HEARTBEAT_COUNTS)) {
            return true;
        }
        int deadline = world.get(Shared.DEADLINE);
        if (!holds(step, at)) {
            return false;
        }
        world.set(Shared.DEADLINE, bounds.ttl());
        world.set(Shared.BEAT, beat);
        if (old && (deadline != bounds.ttl() || !step.moves().isEmpty())) {
            step.breaks("a heartbeat of the past changed the lease");
        }
        return true;
    }

    boolean noteBrowser(Step step, int lease) {
        boolean holds = holds(step, lease);
        if (holds) {
            step.world().set(Shared.INTENDED, 1);
        }
        return holds;
    }

    boolean beginMutation(Step step, int lease, int number) {
        World world = step.world();
        if (!holds(step, lease)) {
            return false;
        }
        if (world.get(Shared.MUTATIONS) < number) {
            world.set(Shared.MUTATIONS, number);
            int others = has(Seed.ONE_MUTATION_AT_A_TIME) ? 0 : world.get(Shared.OPEN);
            world.set(Shared.OPEN, others | number);
        }
        return true;
    }

    /** The truth about a mutation is written down as long as its lease is not settled. */
    boolean endMutation(Step step, int lease, int number) {
        World world = step.world();
        if (isAt(world, lease)) {
            world.set(Shared.OPEN, world.get(Shared.OPEN) & ~number);
        }
        return isAt(world, lease);
    }

    void release(Step step, int lease, Move asked) {
        World world = step.world();
        boolean over = lease == 0 || world.get(Ledger.ENDINGS, lease) > 0;
        if (over && has(Seed.RELEASE_COUNTS_TWICE) && lease > 0) {
            step.end(lease);
        }
        boolean taken = has(Seed.RELEASE_WITHOUT_TOKEN) && world.state() == ProfileState.LEASED;
        if (taken || (!over && holds(step, lease))) {
            boolean open = world.get(Shared.OPEN) != 0 && !has(Seed.RELEASE_FORGETS_MUTATION);
            step.move(open ? Move.RETURN_TO_QUARANTINE : asked);
        }
    }

    void expire(Step step, int lease) {
        if (isAt(step.world(), lease) && step.world().state() == ProfileState.LEASED) {
            step.move(Move.EXPIRE);
        }
    }
}
