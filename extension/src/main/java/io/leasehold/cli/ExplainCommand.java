package io.leasehold.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leasehold.evidence.RunFolders;
import io.leasehold.registry.Explanation;
import io.leasehold.registry.LeaseEvent;
import io.leasehold.registry.ProfileRegistry;
import io.leasehold.registry.ProfileStatus;
import io.leasehold.suite.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says why a profile is where it is. */
@Command(
        name = "explain",
        description = "Say why a profile is where it is, since when, because of whom, and what to do.")
final class ExplainCommand implements Callable<Integer> {

    private static final int SHOWN = 10;

    /** Heartbeats of a long lease come between the events that the answers are in. */
    private static final int READ = 2_000;

    private final Surroundings world;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Mixin
    private ProfileParameter profile = new ProfileParameter();

    ExplainCommand(Surroundings world) {
        this.world = world;
    }

    @Override
    public Integer call() {
        Output output = options.output(world);
        Settings settings = options.settings(world);
        try (Lookup lookup = Lookup.open(settings, world)) {
            ProfileRegistry registry = lookup.with(profile.id());
            ProfileStatus status = lookup.status(profile.id());
            List<LeaseEvent> events = registry.events(profile.id(), READ);
            Optional<Path> evidence = status.lease().flatMap(lease -> new RunFolders(settings.evidence())
                    .find(lease.holder().runId()));
            Answers answers = new Answers(status, events, registry.logins(profile.id()), evidence);
            List<LeaseEvent> shown = events.subList(0, Math.min(SHOWN, events.size()));
            if (output.isJson()) {
                ObjectNode node = Json.status(status).put("explanation", Explanation.of(status));
                node.set("answers", answers.json());
                node.set("events", Json.array(shown, Json::event));
                output.json(node);
            } else {
                output.line(profile.id() + " (account " + status.profile().account() + "): "
                        + status.state().code());
                output.line(Explanation.of(status));
                output.line("");
                output.line(answers.text());
                output.line("");
                output.line(EventsCommand.table(shown));
            }
        }
        return ExitCode.DONE.code();
    }
}
