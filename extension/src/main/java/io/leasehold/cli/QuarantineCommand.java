package io.leasehold.cli;

import io.leasehold.registry.Move;
import io.leasehold.registry.PersonAct;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Puts a profile aside. */
@Command(name = "quarantine", description = "Put a profile aside until a person has cleared it.")
final class QuarantineCommand implements Callable<Integer> {

    private final Surroundings world;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Mixin
    private ProfileParameter profile = new ProfileParameter();

    @Mixin
    private PersonOptions person = new PersonOptions();

    @Mixin
    private ForceOption force = new ForceOption();

    QuarantineCommand(Surroundings world) {
        this.world = world;
    }

    @Override
    public Integer call() {
        PersonAct act = new PersonAct(Move.QUARANTINE, person.person(world), person.note(), force.force());
        return new Act(world, options).carryOut("quarantine", profile.id(), act);
    }
}
