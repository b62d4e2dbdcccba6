package io.leasehold.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leasehold.ProfileId;
import io.leasehold.registry.ActResult;
import io.leasehold.registry.Explanation;
import io.leasehold.registry.MachineClock;
import io.leasehold.registry.Move;
import io.leasehold.registry.PersonAct;
import io.leasehold.registry.ProcessTable;
import io.leasehold.registry.ProfileState;
import io.leasehold.registry.ProfileStatus;
import io.leasehold.registry.Sight;
import io.leasehold.suite.Settings;
import java.util.stream.Collectors;

/** Carries out what a person says, and tells what came of it. */
final class Act {

    private final Surroundings world;
    private final CommonOptions options;

    Act(Surroundings world, CommonOptions options) {
        this.world = world;
        this.options = options;
    }

    /**
     * Does it.
     *
     * @param verb what the person calls it
     * @return the exit code
     */
    int carryOut(String verb, ProfileId profile, PersonAct act) {
        Output output = options.output(world);
        Settings settings = options.settings(world);
        try (Lookup lookup = Lookup.open(settings, world)) {
            ActResult result = lookup.with(profile).act(profile, act);
            boolean forced = result.kind() == ActResult.Kind.DONE && isInUse(result.before());
            if (output.isJson()) {
                output.json(json(verb, act, result, forced));
            }
            if (result.kind() == ActResult.Kind.DONE) {
                tellDone(output, act, result);
                if (forced) {
                    warnOfHolder(output, settings, result.before());
                }
                return ExitCode.DONE.code();
            }
            output.say(refusal(verb, act, result));
            return ExitCode.NOT_DONE.code();
        }
    }

    private static boolean isInUse(ProfileStatus status) {
        return status.state() == ProfileState.LEASED || status.state() == ProfileState.STALE;
    }

    private static ObjectNode json(String verb, PersonAct act, ActResult result, boolean forced) {
        boolean done = result.kind() == ActResult.Kind.DONE;
        ObjectNode node = Json.object().put("done", done).put("act", verb);
        Json.text(node, "refused_because", done ? "" : result.kind().name().toLowerCase(java.util.Locale.ROOT));
        node.put("profile_id", result.before().id().value())
                .put("by", act.person())
                .put("note", act.note())
                .put("forced", forced)
                .put("state_before", result.before().state().code())
                .put("state_after", result.after().state().code());
        return node;
    }

    private static void tellDone(Output output, PersonAct act, ActResult result) {
        String text = "Profile " + result.before().id() + " was "
                + result.before().state().code() + " and is "
                + result.after().state().code() + " now, by " + act.person()
                + ".";
        if (output.isJson()) {
            return;
        }
        output.line(text);
        if (act.move() == Move.ENABLE) {
            output.say("It still needs a review before it is used: leasehold review "
                    + result.before().id() + " --return --note \"what you saw\"");
        }
    }

    /** A lease that is ended by force may still have a browser at work. */
    private void warnOfHolder(Output output, Settings settings, ProfileStatus before) {
        before.lease().ifPresent(lease -> {
            Sight sight = new ProcessTable(new MachineClock(world.clock()))
                    .look(lease.holder().process(), settings.registry().isOneMachine());
            String holder = "process " + lease.holder().process().pid() + " of run "
                    + lease.holder().runId() + " on host " + lease.holder().host();
            output.say(
                    switch (sight) {
                        case GONE ->
                            "Lease " + lease.key().lease() + " was ended by force. Its holder, " + holder
                                    + ", is gone.";
                        case ALIVE, UNSEEN ->
                            "Lease " + lease.key().lease() + " was ended by force. Its holder, " + holder
                                    + ", " + (sight == Sight.ALIVE ? "is alive" : "cannot be seen from here")
                                    + " and may act on the account until it hears of it: end it if you can.";
                    });
        });
    }

    private static String refusal(String verb, PersonAct act, ActResult result) {
        ProfileStatus status = result.before();
        if (result.kind() == ActResult.Kind.NEEDS_FORCE) {
            String why = status.state() == ProfileState.LEASED
                    ? Explanation.held(status) + ". Wait until it is given back"
                    : "stale, and nobody has inspected it: " + status.reason() + " The next checkout does";
            return "Nothing was done: profile " + status.id() + " is " + why
                    + "; or say --force: its lease is ended then, whatever its holder is doing, and your name and note"
                    + " stand in the log.";
        }
        String needed =
                act.move().from().stream().map(ProfileState::code).sorted().collect(Collectors.joining(" or "));
        return "Nothing was done: '" + verb + "' is for a profile that is " + needed + ", and " + status.id() + " is "
                + status.state().code() + ". " + Explanation.of(status);
    }
}
