package io.leasehold.registry.protocol;

import io.leasehold.registry.InspectionVerdicts;
import io.leasehold.registry.Move;
import io.leasehold.registry.ProfileState;
import io.leasehold.registry.Sight;
import io.leasehold.registry.protocol.Cell.Inspection;
import io.leasehold.registry.protocol.Cell.Shared;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** What those do who look after a profile whose holder was missed; the first of them may end at any moment. */
final class InspectorSteps {

    private static final int IDLE = 0;
    private static final int JUDGED = 1;
    private static final int ENDED = 2;
    private static final Move[] FINDINGS = {Move.CLEAR, Move.REFER, Move.CONDEMN};
    private static final int BLOCKED = 3;

    private final Seed seed;
    private final RegistryRules rules;
    private final InspectionVerdicts rulings;

    InspectorSteps(Seed seed, RegistryRules rules, InspectionVerdicts rulings) {
        this.seed = seed;
        this.rules = rules;
        this.rulings = rulings;
    }

    void from(World world, int inspector, Consumer<Step> out) {
        int phase = world.get(Inspection.PHASE, inspector);
        if (phase == IDLE) {
            findsHolderGone(world, out);
            claims(world, inspector, out);
        } else if (phase == JUDGED) {
            settles(world, inspector, out);
        }
        if (inspector == 0 && phase == JUDGED) {
            Step step = step(world, "by inspector 0 ends with its process");
            forget(step.world(), 0);
            step.world().set(Inspection.PHASE, 0, ENDED);
            out.accept(step);
        }
    }

    private static Step step(World world, String what) {
        return new Step(world, Step.Kind.INSPECTION, what);
    }

    private void findsHolderGone(World world, Consumer<Step> out) {
        int lease = world.get(Shared.LEASE);
        if (world.state() == ProfileState.LEASED && !world.isHolderAlive(lease)) {
            Step step = step(world, "finds the holder gone");
            rules.expire(step, lease);
            out.accept(step);
        }
    }

    /** Claims the profile and looks at once: what is seen to be gone later is gone when a later claim looks. */
    private void claims(World world, int inspector, Consumer<Step> out) {
        Step step = step(world, "");
        rules.expireWhenDue(step);
        World after = step.world();
        boolean underWay = after.get(Shared.CLAIM) > 0 && after.get(Shared.LAPSED) == 0;
        if (after.state() != ProfileState.STALE || underWay) {
            return;
        }
        int lease = after.get(Shared.LEASE);
        boolean blind = seed == Seed.MUTATIONS_NOT_LOOKED_FOR;
        InspectionVerdicts.Left left = new InspectionVerdicts.Left(
                !blind && after.get(Shared.OPEN) != 0,
                !blind && after.get(Shared.MUTATIONS) != 0,
                after.get(Shared.INTENDED) == 1);
        boolean alive = after.isHolderAlive(lease) && seed != Seed.HOLDER_NOT_LOOKED_FOR;
        boolean browser = after.isBrowserAlive(lease) && seed != Seed.BROWSER_NOT_LOOKED_FOR;
        Sight seen = alive ? Sight.ALIVE : Sight.GONE;
        Set<Optional<Move>> verdicts = new HashSet<>(rulings.of(left, seen, browser ? Sight.ALIVE : seen, false));
        verdicts.addAll(rulings.of(left, Sight.UNSEEN, Sight.UNSEEN, true));
        verdicts.addAll(rulings.of(left, Sight.UNSEEN, Sight.UNSEEN, false));
        verdicts.forEach(verdict -> judges(world, inspector, verdict, out));
    }

    private void judges(World world, int inspector, Optional<Move> verdict, Consumer<Step> out) {
        Step step = step(world, "by inspector " + inspector + " comes to " + verdict);
        rules.expireWhenDue(step);
        World after = step.world();
        after.set(Shared.CLAIM, inspector + 1);
        after.set(Shared.LAPSED, 0);
        after.set(Inspection.PHASE, inspector, JUDGED);
        after.set(
                Inspection.FINDING, inspector, verdict.map(InspectorSteps::code).orElse(BLOCKED));
        out.accept(step);
    }

    private static int code(Move move) {
        int code = 0;
        while (FINDINGS[code] != move) {
            code++;
        }
        return code;
    }

    private void settles(World world, int inspector, Consumer<Step> out) {
        Step step = step(world, "by inspector " + inspector + " is settled");
        World after = step.world();
        boolean claimed = world.get(Shared.CLAIM) == inspector + 1 || seed == Seed.SETTLED_WITHOUT_CLAIM;
        int finding = world.get(Inspection.FINDING, inspector);
        if (world.state() == ProfileState.STALE && claimed) {
            if (finding == BLOCKED) {
                after.set(Shared.CLAIM, 0);
                after.set(Shared.LAPSED, 0);
            } else {
                step.move(FINDINGS[finding]);
            }
        } else if (seed == Seed.RENEWAL_DURING_INSPECTION && claimed && world.state() == ProfileState.LEASED) {
            step.force(Move.CLEAR, finding == BLOCKED ? ProfileState.LEASED : FINDINGS[finding].to());
        }
        forget(after, inspector);
        out.accept(step);
    }

    private static void forget(World world, int inspector) {
        for (Inspection cell : Inspection.values()) {
            world.set(cell, inspector, 0);
        }
    }
}
