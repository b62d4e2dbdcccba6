package io.leasehold.cli;

import io.leasehold.registry.Explanation;
import io.leasehold.registry.LeaseRecord;
import io.leasehold.registry.ProfileState;
import io.leasehold.registry.ProfileStatus;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the profiles. */
@Command(name = "profiles", description = "List all profiles that were ever checked out: state, since when, holder.")
final class ProfilesCommand implements Callable<Integer> {

    private final Surroundings world;

    @Mixin
    private CommonOptions options = new CommonOptions();

    ProfilesCommand(Surroundings world) {
        this.world = world;
    }

    @Override
    public Integer call() {
        Output output = options.output(world);
        try (Lookup lookup = Lookup.open(options.settings(world), world)) {
            List<ProfileStatus> profiles = lookup.profiles();
            if (lookup.registry().isEmpty()) {
                output.say(lookup.noneYet());
            }
            if (output.isJson()) {
                output.json(Json.array(profiles, Json::status));
            } else if (!profiles.isEmpty()) {
                Table table = new Table("PROFILE", "STATE", "SINCE", "BECAUSE");
                profiles.forEach(
                        one -> table.row(one.id().value(), one.state().code(), Moment.of(one.since()), because(one)));
                output.line(table.text());
            }
        }
        return ExitCode.DONE.code();
    }

    private static String because(ProfileStatus status) {
        if (status.state() == ProfileState.LEASED) {
            return Explanation.held(status);
        }
        if (!status.reason().isBlank()) {
            return status.reason();
        }
        return status.lease()
                .map(LeaseRecord::holder)
                .map(holder -> "last: run " + holder.runId())
                .orElse("");
    }
}
