package io.leasehold.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leasehold.ProfileId;
import io.leasehold.registry.ServerAcceptance;
import io.leasehold.suite.Settings;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lets a registry be used on a server that did not write it. */
@Command(
        name = "accept-server",
        description = "Say that the PostgreSQL which answers now is the right one, after it was restored, took over or"
                + " was moved. Profiles that it believes to be leased wait for a review then.")
final class AcceptServerCommand implements Callable<Integer> {

    private final Surroundings world;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Mixin
    private PersonOptions person = new PersonOptions();

    AcceptServerCommand(Surroundings world) {
        this.world = world;
    }

    @Override
    public Integer call() {
        Output output = options.output(world);
        Settings settings = options.settings(world);
        String name = person.person(world);
        String note = person.note();
        if (settings.registry().isOneMachine()) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "The registry is the file " + settings.registry().file() + ", on no server: name one with "
                            + Settings.REGISTRY_URL + " or --registry-url. Nothing was touched.");
        }
        ServerAcceptance acceptance = settings.registry().acceptServer(name, note);
        boolean done = acceptance.kind() == ServerAcceptance.Kind.ACCEPTED;
        if (output.isJson()) {
            ObjectNode node = Json.object().put("done", done);
            Json.text(
                    node,
                    "refused_because",
                    done ? "" : acceptance.kind().name().toLowerCase(Locale.ROOT));
            node.put("by", name).put("note", note);
            ArrayNode profiles = node.putArray("profiles");
            acceptance.ended().forEach(profile -> profiles.add(profile.value()));
            output.json(node);
        } else if (done) {
            output.line("The server is accepted, by " + name + ". " + waiting(acceptance.ended()));
        }
        output.say(advice(acceptance.kind()));
        return (done ? ExitCode.DONE : ExitCode.NOT_DONE).code();
    }

    private static String advice(ServerAcceptance.Kind kind) {
        return switch (kind) {
            case ACCEPTED ->
                "What the server has missed it does not know: a profile whose last lease it lacks looks free. Quarantine"
                        + " those that you are not sure of.";
            case KNOWN -> "Nothing was done: the registry is kept to no other server than this one.";
            case NOT_TOLD ->
                "Nothing was done: the server does not tell this user which one it is. Let one do it who may call"
                        + " pg_control_system().";
            case NO_REGISTRY -> "Nothing was done: no run has made a registry there yet.";
        };
    }

    private static String waiting(List<ProfileId> profiles) {
        return profiles.isEmpty()
                ? "It knew of no lease that is held."
                : "These were leased and wait for a review: "
                        + profiles.stream().map(ProfileId::value).collect(Collectors.joining(", ")) + ".";
    }
}
