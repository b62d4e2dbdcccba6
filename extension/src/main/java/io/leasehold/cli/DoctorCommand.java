package io.leasehold.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leasehold.LeaseholdException;
import io.leasehold.suite.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Looks whether all that a run needs is there. */
@Command(
        name = "doctor",
        description =
                "Look whether all that a test run needs is there; each finding says what to do. Changes no profile."
                        + " The exit code is 1 when a check fails.")
final class DoctorCommand implements Callable<Integer> {

    private final Surroundings world;

    @Mixin
    private CommonOptions options = new CommonOptions();

    DoctorCommand(Surroundings world) {
        this.world = world;
    }

    @Override
    public Integer call() {
        Output output = options.output(world);
        List<Check> checks = checks();
        boolean healthy = checks.stream().noneMatch(check -> check.result() == Check.Result.FAIL);
        if (output.isJson()) {
            ObjectNode node = Json.object().put("healthy", healthy);
            node.set("checks", Json.array(checks, Check::json));
            output.json(node);
        } else {
            checks.forEach(check -> output.line(text(check)));
        }
        return (healthy ? ExitCode.DONE : ExitCode.NOT_DONE).code();
    }

    private static String text(Check check) {
        String fix = check.fix().isEmpty() ? "" : "\n      " + check.fix();
        return String.format(Locale.ROOT, "%-4s  %-10s  %s%s", check.word(), check.name(), check.message(), fix);
    }

    private List<Check> checks() {
        List<Check> checks = new ArrayList<>(MachineChecks.all());
        try {
            Settings settings = options.settings(world);
            checks.add(Check.ok("settings", "All settings can be used."));
            checks.addAll(new ProjectChecks(settings, world).all());
        } catch (LeaseholdException e) {
            checks.add(Check.fail("settings", String.valueOf(e.getMessage()), "Correct the settings that it names."));
        }
        return checks;
    }
}
