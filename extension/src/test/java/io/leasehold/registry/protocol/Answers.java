package io.leasehold.registry.protocol;

import io.leasehold.registry.protocol.Cell.Holder;
import io.leasehold.registry.protocol.World.Mutating;
import io.leasehold.registry.protocol.World.Phase;

/** What a holder makes of an answer, however late it comes. */
final class Answers {

    private final Bounds bounds;
    private final Seed seed;

    Answers(Bounds bounds, Seed seed) {
        this.bounds = bounds;
        this.seed = seed;
    }

    void take(World world, int holder, Message message) {
        boolean yes = world.get(Holder.CALL_ANSWER, holder) == 1;
        Phase phase = world.phase(holder);
        switch (message) {
            case ACQUIRE -> begins(world, holder);
            case END -> world.set(Holder.mutation(world.get(Holder.CALL_NUMBER, holder)), holder, Mutating.NONE);
            case RENEW, NOTE, BEGIN -> {
                if (!yes && phase == Phase.HOLDING) {
                    HolderSteps.stop(world, holder, Phase.LOST);
                } else if (phase == Phase.HOLDING) {
                    goesOn(world, holder, message);
                }
            }
            case NONE, RELEASE -> {}
        }
    }

    private void begins(World world, int holder) {
        world.enter(holder, Phase.HOLDING);
        int ask = world.get(Holder.ASK, holder);
        world.set(Holder.LEASE, holder, RegistryRules.leaseOf(world, holder, ask));
        world.set(Holder.LEFT, holder, left(world, holder));
    }

    private int left(World world, int holder) {
        int age = seed == Seed.TIME_FROM_ANSWER ? 0 : world.get(Holder.CALL_AGE, holder);
        return Math.max(0, bounds.selfStop() - age);
    }

    private void goesOn(World world, int holder, Message message) {
        boolean may = world.isLive(holder) || seed == Seed.MUTATION_WITHOUT_LIVENESS;
        if (message == Message.RENEW) {
            world.set(Holder.LEFT, holder, left(world, holder));
        }
        if (message == Message.NOTE && may) {
            world.set(Holder.BROWSER, holder, 1);
        }
        if (message == Message.BEGIN) {
            int number = world.get(Holder.CALL_NUMBER, holder);
            world.set(Holder.MUTATIONS, holder, number);
            if (may && world.get(Holder.BROWSER, holder) == 1) {
                world.set(Holder.mutation(number), holder, Mutating.ACTING);
            }
        }
    }
}
