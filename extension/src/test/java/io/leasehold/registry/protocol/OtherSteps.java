package io.leasehold.registry.protocol;

import io.leasehold.registry.Move;
import io.leasehold.registry.ProfileState;
import io.leasehold.registry.protocol.Cell.Holder;
import io.leasehold.registry.protocol.Cell.Shared;
import io.leasehold.registry.protocol.World.Phase;
import java.util.function.Consumer;

/** What happens without a holder: messages arrive, time passes, a person acts. */
final class OtherSteps {

    private static final Move[] ACTS = {Move.APPROVE, Move.QUARANTINE, Move.DISABLE, Move.ENABLE};

    private final Bounds bounds;
    private final Seed seed;
    private final RegistryRules rules;

    OtherSteps(Bounds bounds, Seed seed, RegistryRules rules) {
        this.bounds = bounds;
        this.seed = seed;
        this.rules = rules;
    }

    void time(World world, Consumer<Step> out) {
        Step step = new Step(world, Step.Kind.TIME, "passes");
        boolean changed = countDown(step.world(), Shared.DEADLINE, 0);
        for (int holder = 0; holder < Cell.EACH; holder++) {
            changed |= countDown(step.world(), Holder.LEFT, holder);
            int age = world.get(Holder.CALL_AGE, holder);
            Message call = Message.of(world.get(Holder.CALL, holder));
            if ((call == Message.ACQUIRE || call == Message.RENEW) && age < bounds.selfStop()) {
                step.world().set(Holder.CALL_AGE, holder, age + 1);
                changed = true;
            }
        }
        if (changed) {
            out.accept(step);
        }
        if (world.get(Shared.CLAIM) > 0 && world.get(Shared.LAPSED) == 0 && seed != Seed.CLAIM_NEVER_LAPSES) {
            Step lapse = new Step(world, Step.Kind.INSPECTION, "takes too long");
            lapse.world().set(Shared.LAPSED, 1);
            out.accept(lapse);
        }
    }

    private static boolean countDown(World world, Cell cell, int index) {
        int value = world.get(cell, index);
        world.set(cell, index, Math.max(0, value - 1));
        return value > 0;
    }

    /** A person looks at the world before acting on a profile that was in use: nobody else is there any more. */
    void person(World world, Consumer<Step> out) {
        if (world.get(Shared.ACTS) == bounds.acts()) {
            return;
        }
        for (Move act : ACTS) {
            boolean inUse = world.state() == ProfileState.LEASED || world.state() == ProfileState.STALE;
            boolean returns = act == Move.APPROVE;
            if (act.from(inUse ? Move.REVOKE.to() : world.state()).isPresent()
                    && ((!inUse && !returns) || isQuiet(world))) {
                Step step = new Step(world, Step.Kind.PERSON, (inUse ? "forces " : "does ") + act);
                step.world().set(Shared.ACTS, world.get(Shared.ACTS) + 1);
                act(step, act, inUse);
                out.accept(step);
            }
        }
    }

    private static boolean isQuiet(World world) {
        for (int holder = 0; holder < Cell.EACH; holder++) {
            Phase phase = world.phase(holder);
            boolean granted = phase == Phase.WAITING && world.get(Holder.CALL, holder) != 0;
            boolean busy = phase == Phase.HOLDING || phase == Phase.LOST || granted;
            if (busy || world.get(Holder.BROWSER, holder) == 1) {
                return false;
            }
        }
        return true;
    }

    private void act(Step step, Move act, boolean inUse) {
        rules.expireWhenDue(step);
        if (inUse && seed == Seed.FORCED_WITHOUT_REVOKE) {
            step.force(act, act.to());
            return;
        }
        if (inUse) {
            step.move(Move.REVOKE);
        }
        step.move(act);
        if (act == Move.APPROVE) {
            for (int holder = 0; holder < Cell.EACH; holder++) {
                step.world().set(Holder.FIRST, holder, 0);
                step.world().set(Holder.SECOND, holder, 0);
            }
        }
    }
}
