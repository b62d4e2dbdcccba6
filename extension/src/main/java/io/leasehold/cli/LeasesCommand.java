package io.leasehold.cli;

import io.leasehold.registry.LeaseRecord;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the leases of a profile. */
@Command(name = "leases", description = "List the leases of a profile, the newest first.")
final class LeasesCommand implements Callable<Integer> {

    private final Surroundings world;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Mixin
    private ProfileParameter profile = new ProfileParameter();

    @Mixin
    private LimitOption limit = new LimitOption();

    LeasesCommand(Surroundings world) {
        this.world = world;
    }

    @Override
    public Integer call() {
        Output output = options.output(world);
        try (Lookup lookup = Lookup.open(options.settings(world), world)) {
            List<LeaseRecord> leases = lookup.with(profile.id()).leases(profile.id(), limit.limit());
            if (output.isJson()) {
                output.json(Json.array(leases, Json::lease));
            } else {
                output.line(table(leases));
            }
        }
        return ExitCode.DONE.code();
    }

    private static String table(List<LeaseRecord> leases) {
        Table table = new Table("TOKEN", "LEASE", "STATUS", "BEGUN", "ENDED", "RUN", "HOST", "TASK", "STEP");
        leases.forEach(lease -> table.row(
                String.valueOf(lease.key().fencingToken()),
                lease.key().lease().value(),
                lease.status().code(),
                Moment.of(lease.times().started()),
                lease.times().ended().map(Moment::of).orElse(""),
                lease.holder().runId(),
                lease.holder().host(),
                lease.task(),
                lease.work().progress().step()));
        return table.text();
    }
}
