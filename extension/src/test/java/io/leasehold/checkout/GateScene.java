package io.leasehold.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leasehold.ProfileId;
import io.leasehold.browser.HostLauncher;
import io.leasehold.browser.HostSettings;
import io.leasehold.browser.Housekeeping;
import io.leasehold.browser.PrivateRoot;
import io.leasehold.evidence.Redactor;
import io.leasehold.evidence.RunFolder;
import io.leasehold.fixture.LoginSite;
import io.leasehold.profile.ManifestFile;
import io.leasehold.profile.Profile;
import io.leasehold.profile.ProfilesFile;
import io.leasehold.profile.ReleasePolicy;
import io.leasehold.profile.Secret;
import io.leasehold.registry.Acquisition;
import io.leasehold.registry.Ending;
import io.leasehold.registry.LeaseHolder;
import io.leasehold.registry.LeaseKey;
import io.leasehold.registry.LeaseRequest;
import io.leasehold.registry.LeaseTiming;
import io.leasehold.registry.MachineClock;
import io.leasehold.registry.Move;
import io.leasehold.registry.PersonAct;
import io.leasehold.registry.ProcessTable;
import io.leasehold.registry.ProfileEntry;
import io.leasehold.registry.ProfileRegistry;
import io.leasehold.worker.WorkerWay;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A registry, a site and a launcher in which manifests go through the gates, each with a profile of its own. */
final class GateScene implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Path folder;
    private final LoginSite site = LoginSite.start();
    private final PrivateRoot root = PrivateRoot.create();
    private final Housekeeping housekeeping = new Housekeeping();
    private final Redactor redactor = new Redactor();
    private final HostLauncher launcher;

    GateScene(Path folder) {
        this.folder = folder;
        System.setProperty("login.site.password", LoginSite.PASSWORD);
        launcher = new HostLauncher(
                new HostSettings(Optional.of(true), 0, folder.resolve("sessions"), Optional.empty()),
                root,
                WorkerWay.choose(WorkerWay.Choice.AUTO),
                Clock.systemUTC(),
                housekeeping,
                () -> {});
    }

    /** Where one case has its evidence. */
    record Place(ProfileId profile, RunFolder run) {
        Path folder() {
            return run.path().resolve("profiles").resolve(profile.value());
        }
    }

    /** What a case came to. */
    record Result(Decision decision, Place place, String state) {

        List<String> files() {
            try (Stream<Path> files = Files.list(place.folder())) {
                return files.map(file -> file.getFileName().toString()).sorted().toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** The browser's own error page may be slow to be pictured, and nothing waits for it. */
        List<String> files(GateCase one) {
            if (one.pictured()) {
                return Files.isDirectory(place.folder()) ? files() : List.of();
            }
            return Stream.concat(files().stream(), Stream.of("session_probe.png"))
                    .distinct()
                    .sorted()
                    .toList();
        }

        String text(String file) {
            try {
                return Files.readString(place.folder().resolve(file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        JsonNode json(String file) {
            try {
                return JSON.readTree(text(file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    LoginSite site() {
        return site;
    }

    Path folder() {
        return folder;
    }

    private RegistryPlace registry() {
        return new RegistryPlace(folder.resolve("home/registry.db"), Secret.of(""), "", Secret.of(""));
    }

    private void inRegistry(Consumer<ProfileRegistry> what) {
        try (ProfileRegistry registry = registry().open(new MachineClock(Clock.systemUTC()))) {
            what.accept(registry);
        }
    }

    /** Lets another run, in this very process, take a profile. */
    private static LeaseKey taken(ProfileRegistry registry, ProfileId profile) {
        LeaseHolder other = new LeaseHolder(
                "another", "ci-1", new ProcessTable(new MachineClock(Clock.systemUTC())).self(), "run-of-another");
        ProfileEntry entry = new ProfileEntry(profile, profile.value(), "", "", "");
        LeaseRequest request = LeaseRequest.of(
                entry, other, "t", ReleasePolicy.INSPECT_ON_UNKNOWN_STATE, new LeaseTiming(Duration.ofMinutes(5)));
        return ((Acquisition.Acquired) registry.acquire(request)).key();
    }

    void held(Place place) {
        inRegistry(registry -> taken(registry, place.profile()));
    }

    void left(Place place, Ending.Kind kind) {
        inRegistry(registry ->
                registry.release(taken(registry, place.profile()), new Ending(kind, "Because of the test.")));
    }

    void disabled(Place place) {
        left(place, Ending.Kind.EXPLAINED);
        inRegistry(registry ->
                registry.act(place.profile(), new PersonAct(Move.DISABLE, "Ada", "Because of the test.", false)));
    }

    void stale(Place place) {
        inRegistry(registry -> registry.expire(taken(registry, place.profile()), "Because of the test."));
    }

    String state(ProfileId profile) {
        try (ProfileRegistry registry = registry().open(new MachineClock(Clock.systemUTC()))) {
            return registry.find(profile).map(status -> status.state().code()).orElse("");
        }
    }

    /** Takes a case through the gates as the command does. */
    Result run(GateCase one) {
        Place place =
                new Place(new ProfileId(one.name()), RunFolder.planned(folder.resolve("evidence"), Clock.systemUTC()));
        one.before().accept(this, place);
        Profile profile = profile(one);
        Manifest manifest = Manifest.of(ManifestFile.open(manifest(one)), profile, folder.resolve("evidence"));
        RunRegistry registry = new RunRegistry(
                registry(), new MachineClock(Clock.systemUTC()), place.run().runId());
        Decision decision;
        try (ManifestRun gates = new ManifestRun(
                manifest,
                registry,
                launcher,
                new CheckoutEvidence(place.run(), redactor, Clock.systemUTC()),
                PATIENCE)) {
            decision = gates.decide(profile);
        }
        return new Result(decision, place, state(place.profile()));
    }

    private Profile profile(GateCase one) {
        String json = "{\"baseUrl\": \"" + site.baseUrl() + "\", \"entryUrl\": \"/\", \"profiles\": {\"" + one.name()
                + "\": {\"accountId\": \"" + one.name() + "\"" + (one.profile().isEmpty() ? "" : ", ")
                + one.profile() + "}}}";
        ProfilesFile file = ProfilesFile.parse("profiles of " + one.name(), json);
        file.secrets().listen(redactor::add);
        return file.profile(one.name());
    }

    private Path manifest(GateCase one) {
        Map<String, Object> fields =
                new HashMap<>(Map.of("taskId", "nightly-export", "profileId", one.name(), "accountId", one.name()));
        fields.putAll(one.manifest());
        try {
            return Files.write(folder.resolve(one.name() + ".json"), JSON.writeValueAsBytes(fields));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes a case through the gates, and compares all that it leaves with what is expected. */
    Result verified(GateCase one) {
        Result result = run(one);
        JsonNode decided = result.decision().record();
        GateCase.Verdict verdict = one.verdict();
        assertThat(decided.path("reason").asText())
                .as("%s: %s", one.name(), decided.path("message").asText())
                .isEqualTo(verdict.reason().code());
        assertThat(decided.path("action").asText()).isEqualTo(verdict.action().code());
        assertThat(decided.path("stoppedAt").asText()).isEqualTo(verdict.gate().code());
        assertThat(decided.path("gates").findValuesAsText("gate"))
                .isEqualTo(Stream.of(Gate.values())
                        .filter(gate -> gate.compareTo(verdict.gate()) < 0)
                        .map(Gate::code)
                        .toList());
        assertThat(result.state()).as("state of the profile afterwards").isEqualTo(verdict.state());
        List<String> found = result.files(one);
        one.files().ifPresent(files -> assertThat(found).containsExactly(files));
        if (one.files().isPresent()) {
            JsonNode written = result.json("checkout.json");
            // The file has what was decided, but for what the redactor took out of the message.
            ((ObjectNode) decided).set("message", written.path("message"));
            assertThat(written).hasToString(decided.toString());
        }
        return result;
    }

    @Override
    public void close() {
        housekeeping.close();
        root.close();
        site.close();
    }
}
