package io.leasehold.cli;

import io.leasehold.registry.LeaseEvent;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the events of a profile. */
@Command(name = "events", description = "List the events of a profile, the newest first.")
final class EventsCommand implements Callable<Integer> {

    private final Surroundings world;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Mixin
    private ProfileParameter profile = new ProfileParameter();

    @Mixin
    private LimitOption limit = new LimitOption();

    EventsCommand(Surroundings world) {
        this.world = world;
    }

    @Override
    public Integer call() {
        Output output = options.output(world);
        try (Lookup lookup = Lookup.open(options.settings(world), world)) {
            List<LeaseEvent> events = lookup.with(profile.id()).events(profile.id(), limit.limit());
            if (output.isJson()) {
                output.json(Json.array(events, Json::event));
            } else {
                output.line(table(events));
            }
        }
        return ExitCode.DONE.code();
    }

    static String table(List<LeaseEvent> events) {
        Table table = new Table("NO", "AT", "EVENT", "STATE", "BY", "REASON");
        events.forEach(event -> table.row(
                String.valueOf(event.sequence()),
                Moment.of(event.at()),
                event.type().code(),
                event.from() == event.to()
                        ? event.to().code()
                        : event.from().code() + " -> " + event.to().code(),
                event.actor().name(),
                event.reason()));
        return table.text();
    }
}
