package io.leasehold.cli;

import io.leasehold.registry.Move;
import io.leasehold.registry.PersonAct;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Takes a profile out of use. */
@Command(name = "disable", description = "Take a profile out of use.")
final class DisableCommand implements Callable<Integer> {

    private final Surroundings world;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Mixin
    private ProfileParameter profile = new ProfileParameter();

    @Mixin
    private PersonOptions person = new PersonOptions();

    @Mixin
    private ForceOption force = new ForceOption();

    DisableCommand(Surroundings world) {
        this.world = world;
    }

    @Override
    public Integer call() {
        PersonAct act = new PersonAct(Move.DISABLE, person.person(world), person.note(), force.force());
        return new Act(world, options).carryOut("disable", profile.id(), act);
    }
}
