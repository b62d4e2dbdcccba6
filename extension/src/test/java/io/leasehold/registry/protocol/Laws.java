package io.leasehold.registry.protocol;

import io.leasehold.registry.Move;
import io.leasehold.registry.ProfileState;
import io.leasehold.registry.protocol.Cell.Holder;
import io.leasehold.registry.protocol.Cell.Ledger;
import io.leasehold.registry.protocol.Cell.Shared;
import io.leasehold.registry.protocol.World.Mutating;

/** What must hold whatever happens. Each law answers with a sentence when it is broken, and with nothing when it holds. */
final class Laws {

    private Laws() {}

    static String broken(World before, Step step) {
        if (!step.wrong().isEmpty()) {
            return step.wrong();
        }
        World after = step.world();
        String wrong = oneActor(after);
        wrong = wrong.isEmpty() ? liveIsLeased(after) : wrong;
        wrong = wrong.isEmpty() ? oneEndingEach(after) : wrong;
        wrong = wrong.isEmpty() ? tokens(after) : wrong;
        wrong = wrong.isEmpty() ? oneLeaseARequest(after) : wrong;
        wrong = wrong.isEmpty() ? mutationIsWritten(before, after) : wrong;
        return wrong.isEmpty() ? explained(before, step) : wrong;
    }

    /** Two browsers of one account, or two holders that mutate, are two actors. */
    private static String oneActor(World world) {
        boolean browsers = world.get(Holder.BROWSER, 0) + world.get(Holder.BROWSER, 1) > 1;
        boolean acting = acts(world, 0) && acts(world, 1);
        boolean live = world.isLive(0) && world.isLive(1);
        return browsers || acting || live ? "two actors at once" : "";
    }

    private static boolean acts(World world, int holder) {
        return world.isActing(holder) && world.get(Holder.BROWSER, holder) == 1;
    }

    /** A holder stops by itself before anybody may take the profile from it. */
    private static String liveIsLeased(World world) {
        for (int holder = 0; holder < Cell.EACH; holder++) {
            boolean leased = world.state() == ProfileState.LEASED
                    && world.get(Shared.LEASE) == world.get(Holder.LEASE, holder)
                    && world.get(Shared.DEADLINE) > 0;
            if (world.isLive(holder) && !leased) {
                return "a holder goes on with what is not its lease any more";
            }
        }
        return "";
    }

    private static String oneEndingEach(World world) {
        for (int lease = 1; lease <= world.get(Shared.GRANTS); lease++) {
            int expected = world.get(Shared.LEASE) == lease ? 0 : 1;
            if (world.get(Ledger.ENDINGS, lease) != expected) {
                return "a lease has " + world.get(Ledger.ENDINGS, lease) + " endings";
            }
        }
        return "";
    }

    private static String tokens(World world) {
        for (int lease = 1; lease <= world.get(Shared.GRANTS); lease++) {
            int before = lease == 1 ? 0 : world.get(Ledger.TOKEN, lease - 1);
            if (world.get(Ledger.TOKEN, lease) != before + 1) {
                return "a token that does not grow by one";
            }
        }
        return "";
    }

    private static String oneLeaseARequest(World world) {
        for (int lease = 2; lease <= world.get(Shared.GRANTS); lease++) {
            for (int other = 1; other < lease; other++) {
                if (world.get(Ledger.OWNER, lease) == world.get(Ledger.OWNER, other)
                        && world.get(Ledger.ASK, lease) == world.get(Ledger.ASK, other)) {
                    return "one request was granted twice";
                }
            }
        }
        return "";
    }

    /** A mutation begins only when it is written down as being in flight, on a lease that is held. */
    private static String mutationIsWritten(World before, World after) {
        for (int holder = 0; holder < Cell.EACH; holder++) {
            for (int number = 1; number <= 2; number++) {
                boolean begins = after.mutation(holder, number) == Mutating.ACTING
                        && before.mutation(holder, number) != Mutating.ACTING;
                boolean written = after.get(Shared.LEASE) == after.get(Holder.LEASE, holder)
                        && after.state() == ProfileState.LEASED
                        && (after.get(Shared.OPEN) & number) != 0;
                if (begins && !written) {
                    return "a mutation begins that is not written down";
                }
            }
        }
        return "";
    }

    /** A profile becomes available by a clean return, by an inspection that saw all ended, or by a person. */
    private static String explained(World before, Step step) {
        boolean freed = step.world().state() == ProfileState.AVAILABLE && before.state() != ProfileState.AVAILABLE;
        if (!freed || step.kind() == Step.Kind.PERSON) {
            return "";
        }
        Move last = step.moves().isEmpty()
                ? Move.EXPIRE
                : step.moves().get(step.moves().size() - 1);
        int lease = before.get(Shared.LEASE);
        if (last != Move.RETURN && last != Move.CLEAR) {
            return "available without a proof";
        }
        if (before.isInDoubt(lease)) {
            return "available with a mutation in flight";
        }
        if (before.isBrowserAlive(lease)) {
            return "available while its browser is alive";
        }
        return last == Move.CLEAR && before.isHolderAlive(lease) ? "available while its holder is alive" : "";
    }
}
