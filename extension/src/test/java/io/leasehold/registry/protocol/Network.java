package io.leasehold.registry.protocol;

import io.leasehold.registry.protocol.Cell.Holder;
import io.leasehold.registry.protocol.Cell.Shared;
import java.util.function.Consumer;

/**
 * Carries what a holder asks. The registry may read it at once, and the answer takes as long as it likes or is lost; a
 * copy of it may come at any other time; or it comes at another time only.
 */
final class Network {

    private final Bounds bounds;
    private final RegistryRules rules;

    Network(Bounds bounds, RegistryRules rules) {
        this.bounds = bounds;
        this.rules = rules;
    }

    void send(Step step, int holder, Message message, int number, Consumer<Step> out) {
        World before = step.world().copy();
        Message.Letter letter = new Message.Letter(message, holder, before.get(Holder.LEASE, holder), number);
        read(step, letter);
        out.accept(step);
        if (before.get(Shared.STRAYS) < bounds.strays() && before.get(Holder.STRAY, holder) == 0) {
            Step late = new Step(before, step.kind(), "sends " + message + ", which is late");
            goAstray(late.world(), letter);
            out.accept(late);
            Step twice = new Step(before, step.kind(), "sends " + message + ", which comes twice");
            goAstray(twice.world(), letter);
            read(twice, letter);
            out.accept(twice);
        }
    }

    private void read(Step step, Message.Letter letter) {
        boolean yes = letter.message().read(rules, step, letter);
        World world = step.world();
        boolean tellsNothing = letter.message() == Message.RELEASE || (letter.message() == Message.ACQUIRE && !yes);
        if (tellsNothing) {
            return;
        }
        world.set(Holder.CALL, letter.holder(), letter.message());
        world.set(Holder.CALL_NUMBER, letter.holder(), letter.number());
        world.set(Holder.CALL_ANSWER, letter.holder(), yes ? 1 : 0);
    }

    private static void goAstray(World world, Message.Letter letter) {
        int holder = letter.holder();
        world.set(Shared.STRAYS, world.get(Shared.STRAYS) + 1);
        world.set(Holder.STRAY, holder, letter.message());
        world.set(Holder.STRAY_LEASE, holder, letter.lease());
        world.set(Holder.STRAY_NUMBER, holder, letter.number());
    }

    static void hangUp(World world, int holder) {
        world.set(Holder.CALL, holder, 0);
        world.set(Holder.CALL_NUMBER, holder, 0);
        world.set(Holder.CALL_ANSWER, holder, 0);
        world.set(Holder.CALL_AGE, holder, 0);
    }

    void strays(World world, int holder, Consumer<Step> out) {
        Message stray = Message.of(world.get(Holder.STRAY, holder));
        if (stray == Message.NONE) {
            return;
        }
        Step step = new Step(world, Step.Kind.NETWORK, "delivers " + stray + " of holder " + holder + " late");
        int number = world.get(Holder.STRAY_NUMBER, holder);
        stray.read(rules, step, new Message.Letter(stray, holder, world.get(Holder.STRAY_LEASE, holder), number));
        step.world().set(Holder.STRAY, holder, 0);
        step.world().set(Holder.STRAY_LEASE, holder, 0);
        step.world().set(Holder.STRAY_NUMBER, holder, 0);
        out.accept(step);
    }
}
