package io.leasehold.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leasehold.ProfileId;
import io.leasehold.suite.Settings;
import java.util.List;
import java.util.Optional;
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
        Optional<List<ProfileId>> ended = settings.registry().acceptServer(name, note);
        if (output.isJson()) {
            ObjectNode node =
                    Json.object().put("done", ended.isPresent()).put("by", name).put("note", note);
            ArrayNode profiles = node.putArray("profiles");
            ended.orElse(List.of()).forEach(profile -> profiles.add(profile.value()));
            output.json(node);
        }
        if (ended.isEmpty()) {
            output.say("Nothing was done: the registry is on the server that wrote it, or has not been made yet.");
            return ExitCode.NOT_DONE.code();
        }
        if (!output.isJson()) {
            output.line("The server is accepted, by " + name + ". " + waiting(ended.get()));
        }
        return ExitCode.DONE.code();
    }

    private static String waiting(List<ProfileId> profiles) {
        return profiles.isEmpty()
                ? "It knew of no lease that is held."
                : "These were leased and wait for a review: "
                        + profiles.stream().map(ProfileId::value).collect(Collectors.joining(", ")) + ".";
    }
}
