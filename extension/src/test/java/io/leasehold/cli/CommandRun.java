package io.leasehold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leasehold.checkout.RegistryPlace;
import io.leasehold.profile.Secret;
import io.leasehold.registry.MachineClock;
import io.leasehold.registry.ProfileRegistry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The command in this process, in a world of its own, with what it wrote. */
final class CommandRun {

    private static final ObjectMapper STRICT =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Path folder;
    private final Map<String, String> parameters = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();

    private volatile StringWriter talk = new StringWriter();

    private CommandRun(Path folder) {
        this.folder = folder;
    }

    /** Prepares a world whose home is a folder that is not there yet. */
    static CommandRun in(Path folder) {
        return new CommandRun(folder)
                .with("leasehold.home", folder.resolve("home").toString())
                .with("leasehold.profiles", folder.resolve("profiles.json").toString())
                .with("user.name", "pat");
    }

    CommandRun with(String key, String value) {
        parameters.put(key, value);
        return this;
    }

    CommandRun withVariable(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Path home() {
        return folder.resolve("home");
    }

    /** Opens the embedded registry of this world, as a test run does. */
    ProfileRegistry registry() {
        RegistryPlace place = new RegistryPlace(home().resolve("registry.db"), Secret.of(""), "", Secret.of(""));
        return place.open(new MachineClock(Clock.systemUTC()));
    }

    /** Returns what the command that runs now has said so far. */
    String saidSoFar() {
        return talk.toString();
    }

    /** Runs the command. */
    Answer run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        talk = err;
        Surroundings world = new Surroundings(
                key -> Optional.ofNullable(parameters.get(key)),
                name -> Optional.ofNullable(environment.get(name)),
                Clock.systemUTC(),
                new PrintWriter(out),
                new PrintWriter(err));
        int code = CommandTree.of(world).execute(arguments);
        return new Answer(code, out.toString(), err.toString());
    }

    /** What a command answered. */
    record Answer(int code, String out, String err) {

        /** Returns the one JSON value that it wrote. */
        JsonNode json() {
            try {
                return STRICT.readTree(out);
            } catch (JsonProcessingException e) {
                throw new AssertionError("This is no JSON: " + out, e);
            }
        }

        Answer ended(ExitCode expected) {
            assertThat(code).as(out + err).isEqualTo(expected.code());
            return this;
        }
    }
}
