package io.leasehold.cli;

import io.leasehold.registry.Move;
import io.leasehold.registry.PersonAct;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Settles what a person has looked at. */
@Command(name = "review", description = "Say what becomes of a profile after you looked at its account.")
final class ReviewCommand implements Callable<Integer> {

    private final Surroundings world;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Mixin
    private ProfileParameter profile = new ProfileParameter();

    @Mixin
    private PersonOptions person = new PersonOptions();

    @Mixin
    private ForceOption force = new ForceOption();

    @ArgGroup(multiplicity = "1")
    private Verdict verdict = new Verdict();

    ReviewCommand(Surroundings world) {
        this.world = world;
    }

    /** One of three. */
    static final class Verdict {
        @Option(names = "--return", required = true, description = "It is in order: give it back to the pool.")
        private boolean giveBack;

        @Option(names = "--quarantine", required = true, description = "It is not in order: put it aside.")
        private boolean quarantine;

        @Option(names = "--disable", required = true, description = "Take it out of use.")
        private boolean disable;

        private Move move() {
            if (giveBack) {
                return Move.APPROVE;
            }
            return quarantine ? Move.QUARANTINE : Move.DISABLE;
        }

        private String verb() {
            if (giveBack) {
                return "review --return";
            }
            return disable ? "review --disable" : "review --quarantine";
        }
    }

    @Override
    public Integer call() {
        PersonAct act = new PersonAct(verdict.move(), person.person(world), person.note(), force.force());
        return new Act(world, options).carryOut(verdict.verb(), profile.id(), act);
    }
}
