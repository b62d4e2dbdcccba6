package io.leasehold.registry.protocol;

import io.leasehold.registry.protocol.Cell.Holder;
import io.leasehold.registry.protocol.Cell.Shared;
import io.leasehold.registry.protocol.World.Mutating;
import io.leasehold.registry.protocol.World.Phase;
import java.util.function.Consumer;

/** What a holder does, at whatever moment: it may be paused before each step for as long as it likes. */
final class HolderSteps {

    private final Bounds bounds;
    private final Seed seed;
    private final Network network;
    private final Answers answers;

    HolderSteps(Bounds bounds, Seed seed, RegistryRules rules) {
        this.bounds = bounds;
        this.seed = seed;
        this.network = new Network(bounds, rules);
        this.answers = new Answers(bounds, seed);
    }

    void from(World world, int holder, Consumer<Step> out) {
        Phase phase = world.phase(holder);
        switch (phase) {
            case IDLE -> asks(world, holder, out);
            case WAITING -> waits(world, holder, out);
            case HOLDING -> holds(world, holder, out);
            case LOST, OVER -> windsUp(world, holder, out);
            case DEAD -> startsAgain(world, holder, out);
        }
        if (phase != Phase.IDLE && phase != Phase.DEAD) {
            answer(world, holder, out);
            mutations(world, holder, out);
            dies(world, holder, out);
        }
        if (phase != Phase.HOLDING && world.get(Holder.BROWSER, holder) == 1) {
            browserEnds(world, holder, out);
        }
        network.strays(world, holder, out);
    }

    private static Step step(World world, int holder, String what) {
        return new Step(world, Step.Kind.holder(holder), what);
    }

    private static boolean isSilent(World world, int holder) {
        return world.get(Holder.CALL, holder) == 0;
    }

    private void asks(World world, int holder, Consumer<Step> out) {
        if (world.get(Holder.ASK, holder) < bounds.asks() && world.get(Shared.GRANTS) < bounds.leases()) {
            int ask = world.get(Holder.ASK, holder) + 1;
            Step step = step(world, holder, "asks");
            step.world().set(Holder.ASK, holder, ask);
            step.world().enter(holder, Phase.WAITING);
            network.send(step, holder, Message.ACQUIRE, ask, out);
        }
    }

    private void waits(World world, int holder, Consumer<Step> out) {
        if (!isSilent(world, holder)) {
            return;
        }
        int ask = world.get(Holder.ASK, holder);
        network.send(step(world, holder, "asks again"), holder, Message.ACQUIRE, ask, out);
        Step step = step(world, holder, "gives up");
        int granted = RegistryRules.leaseOf(world, holder, ask);
        if (granted > 0 && RegistryRules.isAt(world, granted)) {
            step.world().set(Holder.LEASE, holder, granted);
            step.world().enter(holder, Phase.OVER);
            network.send(step, holder, Message.RELEASE, 0, out);
        } else {
            step.world().enter(holder, Phase.IDLE);
            out.accept(step);
        }
    }

    private void holds(World world, int holder, Consumer<Step> out) {
        boolean browser = world.get(Holder.BROWSER, holder) == 1;
        if (isSilent(world, holder)) {
            calls(world, holder, browser, out);
            if (!browser || seed == Seed.RELEASE_BEFORE_BROWSER_ENDED) {
                release(world, holder, 0, out);
            }
            release(world, holder, 1, out);
            release(world, holder, 2, out);
        }
        if (browser) {
            Step step = step(world, holder, "closes its browser");
            step.world().set(Holder.BROWSER, holder, 0);
            out.accept(step);
        }
    }

    private void calls(World world, int holder, boolean browser, Consumer<Step> out) {
        if (!browser) {
            network.send(step(world, holder, "is about to start a browser"), holder, Message.NOTE, 0, out);
        }
        int beat = world.get(Holder.BEAT, holder) + 1;
        if (beat <= bounds.heartbeats()) {
            Step step = step(world, holder, "renews");
            step.world().set(Holder.BEAT, holder, beat);
            network.send(step, holder, Message.RENEW, beat, out);
        }
        int number = world.get(Holder.MUTATIONS, holder) + 1;
        if (browser && world.isLive(holder) && number <= bounds.mutations()) {
            Step step = step(world, holder, "is about to mutate");
            if (seed == Seed.MUTATION_NOT_WRITTEN_FIRST) {
                step.world().set(Holder.mutation(number), holder, Mutating.ACTING);
            }
            network.send(step, holder, Message.BEGIN, number, out);
        }
    }

    /** From now on it counts on nothing, whatever the answer is, and whether there is one. */
    private void release(World world, int holder, int ending, Consumer<Step> out) {
        Step step = step(world, holder, "releases, ending " + ending);
        stop(step.world(), holder, Phase.OVER);
        network.send(step, holder, Message.RELEASE, ending, out);
    }

    private void windsUp(World world, int holder, Consumer<Step> out) {
        boolean settled = world.get(Shared.LEASE) != world.get(Holder.LEASE, holder);
        if (settled && isSilent(world, holder)) {
            startsAgain(world, holder, out);
        }
    }

    private void startsAgain(World world, int holder, Consumer<Step> out) {
        if (world.get(Holder.BROWSER, holder) == 0 && !world.isActing(holder)) {
            Step step = step(world, holder, "starts anew");
            forget(step.world(), holder);
            out.accept(step);
        }
    }

    /** It counts on nothing any more. */
    static void stop(World world, int holder, Phase phase) {
        world.enter(holder, phase);
        world.set(Holder.LEFT, holder, 0);
        world.set(Holder.BEAT, holder, 0);
        world.set(Holder.MUTATIONS, holder, 0);
    }

    private static void forget(World world, int holder) {
        stop(world, holder, Phase.IDLE);
        world.set(Holder.LEASE, holder, 0);
        world.set(Holder.FIRST, holder, 0);
        world.set(Holder.SECOND, holder, 0);
        Network.hangUp(world, holder);
    }

    private void answer(World world, int holder, Consumer<Step> out) {
        if (isSilent(world, holder)) {
            return;
        }
        Message call = Message.of(world.get(Holder.CALL, holder));
        Step lost = step(world, holder, "waits no longer for the answer to " + call);
        Network.hangUp(lost.world(), holder);
        out.accept(lost);
        Step step = step(world, holder, "is answered to " + call);
        answers.take(step.world(), holder, call);
        Network.hangUp(step.world(), holder);
        out.accept(step);
    }

    /** What has begun in a page goes on, whatever the holder knows by now. */
    private void mutations(World world, int holder, Consumer<Step> out) {
        for (int number = 1; number <= bounds.mutations(); number++) {
            Mutating state = world.mutation(holder, number);
            if (state == Mutating.ACTING && world.get(Holder.BROWSER, holder) == 1) {
                Step step = step(world, holder, "sees the end of mutation " + number);
                step.world().set(Holder.mutation(number), holder, Mutating.DONE);
                out.accept(step);
            }
            if (state == Mutating.DONE && isSilent(world, holder)) {
                network.send(step(world, holder, "writes the end of a mutation"), holder, Message.END, number, out);
            }
        }
    }

    private static void dies(World world, int holder, Consumer<Step> out) {
        Step step = step(world, holder, "dies");
        stop(step.world(), holder, Phase.DEAD);
        Network.hangUp(step.world(), holder);
        out.accept(step);
    }

    private static void browserEnds(World world, int holder, Consumer<Step> out) {
        Step step = step(world, holder, "has no browser any more");
        step.world().set(Holder.BROWSER, holder, 0);
        out.accept(step);
    }
}
