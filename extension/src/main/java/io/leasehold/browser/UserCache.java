package io.leasehold.browser;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apiguardian.api.API;

/** Where programs keep for a user what they can make again. Stateless. */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class UserCache {

    private UserCache() {}

    /** Returns the folder of this user; nothing where the user has no home, as in some containers. */
    public static Optional<Path> here() {
        Machine machine = Machine.here();
        boolean atHome = machine.home().isAbsolute() && Files.isDirectory(machine.home());
        return Optional.of(of(machine)).filter(cache -> atHome && cache.isAbsolute());
    }

    static Path of(Machine machine) {
        return switch (machine.platform()) {
            case LINUX -> machine.variableOr("XDG_CACHE_HOME", machine.home().resolve(".cache"));
            case MAC -> machine.home().resolve("Library/Caches");
            case WINDOWS ->
                machine.variableOr(
                        "LOCALAPPDATA", machine.home().resolve("AppData").resolve("Local"));
        };
    }
}
