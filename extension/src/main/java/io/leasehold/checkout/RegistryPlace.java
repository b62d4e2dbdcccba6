package io.leasehold.checkout;

import io.leasehold.profile.Secret;
import io.leasehold.registry.EventSpool;
import io.leasehold.registry.MachineClock;
import io.leasehold.registry.ProfileRegistry;
import io.leasehold.registry.ServerAcceptance;
import io.leasehold.registry.jdbc.Registries;
import java.nio.file.Path;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * Where the registry of profiles is: on a server when a URL is given, in a file else.
 *
 * @param file the file of an embedded registry
 * @param url a JDBC URL; empty for the file. May hold a password, and is never printed
 * @param user the server's user; may be empty
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public record RegistryPlace(Path file, Secret url, String user, Secret password) {

    /** Tells whether all who use it are on this machine. */
    public boolean isOneMachine() {
        return url.reveal().isEmpty();
    }

    /** Loads what opening it takes, and opens nothing; for a thread that nobody waits for. Never throws. */
    public void warmUp() {
        if (isOneMachine()) {
            Registries.warmUpForFiles();
        }
    }

    /**
     * Opens it if it has been made, and makes nothing; it is told what was kept for it on this machine. The caller closes
     * what it gets.
     */
    public Optional<ProfileRegistry> openExisting(MachineClock clock) {
        Optional<ProfileRegistry> registry = isOneMachine()
                ? Registries.existingFile(file, clock)
                : Registries.existingServer(url.reveal(), user, password.reveal());
        registry.ifPresent(spool(clock)::collect);
        return registry;
    }

    /**
     * Says for a person that the server which answers now is the right one, as
     * {@link Registries#acceptServer(String, String, String, String, String)}; only where the registry is on a server.
     */
    public ServerAcceptance acceptServer(String person, String note) {
        return Registries.acceptServer(url.reveal(), user, password.reveal(), person, note);
    }

    /** Returns what keeps on this machine what the registry cannot be told. */
    EventSpool spool(MachineClock clock) {
        return new EventSpool(file.resolveSibling(""), clock);
    }

    /** Opens it; the caller closes what it gets. */
    public ProfileRegistry open(MachineClock clock) {
        return isOneMachine() ? Registries.file(file, clock) : Registries.server(url.reveal(), user, password.reveal());
    }
}
