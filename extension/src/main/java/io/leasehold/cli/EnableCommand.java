package io.leasehold.cli;

import io.leasehold.registry.Move;
import io.leasehold.registry.PersonAct;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Takes a profile into use again. */
@Command(name = "enable", description = "Take a disabled profile into use again; it still needs a review.")
final class EnableCommand implements Callable<Integer> {

    private final Surroundings world;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Mixin
    private ProfileParameter profile = new ProfileParameter();

    @Mixin
    private PersonOptions person = new PersonOptions();

    EnableCommand(Surroundings world) {
        this.world = world;
    }

    @Override
    public Integer call() {
        PersonAct act = new PersonAct(Move.ENABLE, person.person(world), person.note(), false);
        return new Act(world, options).carryOut("enable", profile.id(), act);
    }
}
