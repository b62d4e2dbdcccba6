package io.leasehold.cli;

import io.leasehold.LeaseholdException;
import io.leasehold.profile.ProfilesFile;
import io.leasehold.registry.MachineClock;
import io.leasehold.registry.ProfileState;
import io.leasehold.registry.ProfileStatus;
import io.leasehold.registry.jdbc.Registries;
import io.leasehold.suite.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the doctor looks at in one project: profiles file, home, registry, clock, profiles that wait for somebody. */
final class ProjectChecks {

    private static final Duration CLOCKS_APART = Duration.ofSeconds(5);
    private static final Set<ProfileState> WAITING =
            Set.of(ProfileState.STALE, ProfileState.REVIEW_REQUIRED, ProfileState.QUARANTINED);

    private final Settings settings;
    private final Surroundings world;

    ProjectChecks(Settings settings, Surroundings world) {
        this.settings = settings;
        this.world = world;
    }

    List<Check> all() {
        return Stream.concat(Stream.of(profiles(), home()), registry().stream()).toList();
    }

    private Check profiles() {
        try {
            ProfilesFile file = ProfilesFile.open(settings.profiles());
            return Check.ok(
                    "profiles", file.origin() + " has " + file.profiles().size() + " profiles.");
        } catch (LeaseholdException e) {
            return Check.fail(
                    "profiles", String.valueOf(e.getMessage()), "Correct the file, or name it with --profiles.");
        }
    }

    private Check home() {
        Path home = Objects.requireNonNull(settings.registry().file().getParent(), "home");
        if (!Files.exists(home)) {
            Path above = existing(home);
            return Files.isDirectory(above) && Files.isWritable(above)
                    ? Check.ok("home", home + " is not there yet; the first run makes it, for this user only.")
                    : Check.fail(
                            "home",
                            home + " is not there, and this user may not make it in " + above + ".",
                            "Point leasehold.home to a folder that this user may write.");
        }
        if (!Files.isDirectory(home) || !Files.isWritable(home)) {
            return Check.fail(
                    "home",
                    home + " is no folder that this user may write.",
                    "Let this user write it, or point leasehold.home elsewhere.");
        }
        return isPrivate(home)
                ? Check.ok("home", home + " can be written, by this user only.")
                : Check.warn(
                        "home",
                        home + " can be read by other users: kept sessions in it can impersonate accounts.",
                        "chmod 700 " + home);
    }

    private static Path existing(Path missing) {
        Path at = missing;
        while (!Files.exists(at)) {
            at = Optional.ofNullable(at.getParent()).orElse(Path.of("/"));
        }
        return at;
    }

    private static boolean isPrivate(Path home) {
        try {
            return !home.getFileSystem().supportedFileAttributeViews().contains("posix")
                    || Files.getPosixFilePermissions(home).stream()
                            .allMatch(one -> one == PosixFilePermission.OWNER_READ
                                    || one == PosixFilePermission.OWNER_WRITE
                                    || one == PosixFilePermission.OWNER_EXECUTE);
        } catch (IOException e) {
            return false;
        }
    }

    private List<Check> registry() {
        try (Lookup lookup = Lookup.open(settings, world)) {
            if (lookup.registry().isEmpty()) {
                return List.of(Check.ok("registry", lookup.noneYet()), clock(List.of()), waiting(List.of()));
            }
            List<ProfileStatus> profiles = lookup.profiles();
            Check open = Check.ok(
                    "registry",
                    lookup.registry().orElseThrow().place() + " opens; version " + Registries.schemaVersion()
                            + " of the tables, " + profiles.size() + " profiles.");
            return List.of(open, clock(profiles), waiting(profiles));
        } catch (LeaseholdException e) {
            return List.of(Check.fail(
                    "registry", String.valueOf(e.getMessage()), "Put it in order as it says; nothing was changed."));
        }
    }

    private Check clock(List<ProfileStatus> profiles) {
        if (settings.registry().isOneMachine()) {
            return new MachineClock(world.clock()).boot().equals("wall")
                    ? Check.warn(
                            "clock",
                            "This system does not count its time since its start, so deadlines go by the wall clock.",
                            "Do not set the clock while tests run.")
                    : Check.ok("clock", "Deadlines go by this machine's count since its start, which nobody can set.");
        }
        return profiles.stream()
                .findFirst()
                .map(status ->
                        Duration.between(status.now(), world.clock().instant()).abs())
                .filter(apart -> apart.compareTo(CLOCKS_APART) > 0)
                .map(apart -> Check.warn(
                        "clock",
                        "This machine's clock and the server's are " + apart.toSeconds()
                                + " s apart. Deadlines go by the server's alone, but logs are hard to compare.",
                        "Set this machine's clock by the network."))
                .orElseGet(() -> Check.ok("clock", "Deadlines go by the server's clock alone."));
    }

    private static Check waiting(List<ProfileStatus> profiles) {
        List<ProfileStatus> found = profiles.stream()
                .filter(status -> WAITING.contains(status.state()))
                .toList();
        if (found.isEmpty()) {
            return Check.ok("leases", "No lease is stale, and no profile waits for a person.");
        }
        return Check.warn(
                "leases",
                found.stream()
                        .map(status ->
                                status.id() + " is " + status.state().code() + " since " + Moment.of(status.since()))
                        .collect(Collectors.joining(", ", "", ".")),
                found.stream().map(status -> "leasehold explain " + status.id()).collect(Collectors.joining("; ")));
    }
}
