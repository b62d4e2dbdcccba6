package io.leasehold.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leasehold.browser.HostLauncher;
import io.leasehold.browser.HostSettings;
import io.leasehold.browser.Housekeeping;
import io.leasehold.browser.PrivateRoot;
import io.leasehold.checkout.CheckoutEvidence;
import io.leasehold.checkout.Decision;
import io.leasehold.checkout.Manifest;
import io.leasehold.checkout.ManifestRun;
import io.leasehold.checkout.RunRegistry;
import io.leasehold.evidence.Redactor;
import io.leasehold.evidence.RunFolder;
import io.leasehold.profile.ManifestFile;
import io.leasehold.profile.OnCheckoutFailure;
import io.leasehold.profile.Profile;
import io.leasehold.profile.ProfilesFile;
import io.leasehold.registry.MachineClock;
import io.leasehold.registry.ProfileRegistry;
import io.leasehold.suite.Settings;
import io.leasehold.worker.WorkerWay;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Takes a task's manifest through the gates, as a test run would, and gives the profile back. */
@Command(
        name = "checkout",
        description = "Check a profile out for a task's manifest: say whether all gates open, and give it back.")
final class CheckoutCommand implements Callable<Integer> {

    private final Surroundings world;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Parameters(paramLabel = "MANIFEST", description = "The JSON file that says what the task expects.")
    private Path file = Path.of("");

    CheckoutCommand(Surroundings world) {
        this.world = world;
    }

    @Override
    public Integer call() {
        Settings settings = options.settings(world);
        ManifestFile said = ManifestFile.open(file);
        ProfilesFile profiles = ProfilesFile.open(settings.profiles());
        Profile profile = profiles.profile(said.profileId());
        Path evidence = said.terms().evidenceDir().orElse(settings.evidence());
        Manifest manifest = Manifest.of(said, profile, evidence);
        Decision decision = decide(settings, profiles, profile, manifest);
        decision.failure().filter(failure -> !decision.isDenial()).ifPresent(failure -> {
            throw failure;
        });
        return tell(settings, manifest, decision);
    }

    private Decision decide(Settings settings, ProfilesFile profiles, Profile profile, Manifest manifest) {
        Redactor redactor = new Redactor();
        profiles.secrets().listen(redactor::add);
        redactor.cover(profiles.masks());
        RunFolder run = RunFolder.planned(manifest.evidenceDir(), world.clock());
        RunRegistry registry = new RunRegistry(settings.registry(), new MachineClock(world.clock()), run.runId());
        HostSettings hosts = new HostSettings(
                settings.headless(), settings.slowMotionMillis(), settings.sessions(), settings.drivers());
        try (EndedOutside outside = new EndedOutside();
                PrivateRoot root = PrivateRoot.create();
                Housekeeping housekeeping = new Housekeeping()) {
            HostLauncher launcher = new HostLauncher(
                    hosts, root, WorkerWay.choose(settings.worker()), world.clock(), housekeeping, () -> {});
            CheckoutEvidence evidence = new CheckoutEvidence(run, redactor, world.clock());
            try (ManifestRun gates = new ManifestRun(
                    manifest, registry, launcher, evidence, settings.limits().acquire())) {
                return outside.watch(gates::stop, () -> gates.decide(profile));
            }
        }
    }

    private int tell(Settings settings, Manifest manifest, Decision decision) {
        Output output = options.output(world);
        String state = state(settings, manifest);
        ExitCode exit = exit(manifest, decision);
        if (output.isJson()) {
            output.json(json(manifest, decision, state));
        } else if (exit == ExitCode.DONE) {
            output.line(text(manifest, decision, state));
        } else {
            output.say(text(manifest, decision, state));
        }
        return exit.code();
    }

    private static ExitCode exit(Manifest manifest, Decision decision) {
        if (decision.failure().isEmpty()) {
            return ExitCode.DONE;
        }
        return manifest.onCheckoutFailure() == OnCheckoutFailure.ABORT ? ExitCode.ABORTED : ExitCode.NOT_DONE;
    }

    /** A denial may have come before the registry heard of the profile. */
    private String state(Settings settings, Manifest manifest) {
        try (Lookup lookup = Lookup.open(settings, world)) {
            Optional<ProfileRegistry> registry = lookup.registry();
            return registry.flatMap(one -> one.find(manifest.profileId()))
                    .map(status -> status.state().code())
                    .orElse("");
        }
    }

    private static ObjectNode json(Manifest manifest, Decision decision, String state) {
        ObjectNode node = Json.object()
                .put("done", decision.failure().isEmpty())
                .put("act", "checkout")
                .put("profile_id", manifest.profileId().value())
                .put("task_id", manifest.taskId());
        Json.text(node, "state_after", state);
        Json.text(node, "evidence", decision.folder().map(Path::toString).orElse(""));
        node.set("checkout", decision.record());
        return node;
    }

    private static String text(Manifest manifest, Decision decision, String state) {
        StringBuilder text = new StringBuilder();
        text.append("Profile ")
                .append(manifest.profileId())
                .append(" for task '")
                .append(manifest.taskId());
        text.append("': ").append(decision.failure().isEmpty() ? "approved." : "denied.");
        for (JsonNode gate : decision.record().path("gates")) {
            text.append("\n  passed  ").append(gate.path("gate").asText());
            text.append(" (").append(gate.path("milliseconds").asLong()).append(" ms)");
        }
        decision.failure().ifPresent(failure -> text.append("\n  stopped ")
                .append(decision.record().path("stoppedAt").asText())
                .append("\n")
                .append(failure.getMessage()));
        text.append(state.isEmpty() ? "" : "\nThe profile is " + state + " now.");
        decision.folder().ifPresent(folder -> text.append("\nEvidence: ").append(folder));
        return text.toString();
    }
}
