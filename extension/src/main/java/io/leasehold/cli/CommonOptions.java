package io.leasehold.cli;

import io.leasehold.suite.Settings;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What every command takes: the form of the answer, and where to look. */
final class CommonOptions {

    @Option(names = "--json", description = "Print one JSON value instead of text.")
    private boolean json;

    @Option(
            names = "--home",
            paramLabel = "FOLDER",
            description = "The folder with the registry and the kept sessions; default: as the tests have it.")
    private Optional<String> home = Optional.empty();

    @Option(
            names = "--profiles",
            paramLabel = "FILE",
            description = "The profiles file; default: as the tests have it.")
    private Optional<String> profiles = Optional.empty();

    @Option(
            names = "--registry-url",
            paramLabel = "URL",
            description = "The JDBC URL of the PostgreSQL that keeps the registry. The password comes from the variable"
                    + " LEASEHOLD_REGISTRY_PASSWORD.")
    private Optional<String> registryUrl = Optional.empty();

    Output output(Surroundings world) {
        return new Output(world, json);
    }

    /** Reads the settings as a test run does, the command's own options first. */
    Settings settings(Surroundings world) {
        return Settings.read(key -> own(key).or(() -> world.parameters().apply(key)), world.environment());
    }

    private Optional<String> own(String key) {
        return switch (key) {
            case Settings.HOME -> home;
            case Settings.PROFILES -> profiles;
            case Settings.REGISTRY_URL -> registryUrl;
            default -> Optional.empty();
        };
    }
}
