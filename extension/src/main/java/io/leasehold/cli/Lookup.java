package io.leasehold.cli;

import io.leasehold.LeaseholdException;
import io.leasehold.ProfileId;
import io.leasehold.profile.ProfilesFile;
import io.leasehold.registry.MachineClock;
import io.leasehold.registry.ProfileRegistry;
import io.leasehold.registry.ProfileStatus;
import io.leasehold.suite.Settings;
import java.util.List;
import java.util.Optional;

/** The registry as a command finds it: there or not yet, and never made by looking. Whoever opens it closes it. */
final class Lookup implements AutoCloseable {

    private final Settings settings;
    private final Optional<ProfileRegistry> registry;

    private Lookup(Settings settings, Optional<ProfileRegistry> registry) {
        this.settings = settings;
        this.registry = registry;
    }

    static Lookup open(Settings settings, Surroundings world) {
        return new Lookup(settings, settings.registry().openExisting(new MachineClock(world.clock())));
    }

    List<ProfileStatus> profiles() {
        return registry.map(ProfileRegistry::profiles).orElse(List.of());
    }

    Optional<ProfileRegistry> registry() {
        return registry;
    }

    /** Says in a sentence that there is no registry. */
    String noneYet() {
        return "There is no registry of profiles yet "
                + (settings.registry().isOneMachine()
                        ? "at " + settings.registry().file()
                        : "on the server of " + Settings.REGISTRY_URL)
                + ": the first test run that checks a profile out makes it.";
    }

    /** Returns the registry with a profile that it knows. */
    ProfileRegistry with(ProfileId id) {
        ProfileRegistry found = registry.orElseThrow(() -> unknown(id, noneYet()));
        if (found.find(id).isEmpty()) {
            throw unknown(id, "The registry at " + found.place() + " has " + known(found) + ".");
        }
        return found;
    }

    ProfileStatus status(ProfileId id) {
        return with(id).find(id).orElseThrow();
    }

    private static String known(ProfileRegistry found) {
        List<String> names =
                found.profiles().stream().map(status -> status.id().value()).toList();
        return names.isEmpty() ? "none yet" : "these: " + String.join(", ", names);
    }

    private CommandException unknown(ProfileId id, String why) {
        String hint = isInFile(id)
                ? " The profiles file has it, and no run has checked it out yet: it is free to be used."
                : " Correct the name; 'leasehold profiles' lists those that were used.";
        return new CommandException(
                ExitCode.UNKNOWN_PROFILE, "No profile '" + id + "' was ever checked out. " + why + hint);
    }

    private boolean isInFile(ProfileId id) {
        try {
            return ProfilesFile.open(settings.profiles()).profiles().stream()
                    .anyMatch(profile -> profile.id().equals(id));
        } catch (LeaseholdException e) {
            // It is only a hint; 'leasehold doctor' says what is wrong with the file.
            return false;
        }
    }

    @Override
    public void close() {
        registry.ifPresent(ProfileRegistry::close);
    }
}
