package io.leasehold.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.Charset;
import java.time.Clock;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a command finds around it; a test gives it another world.
 *
 * @param parameters the settings as a test run would find them
 * @param environment the environment variables
 * @param out where data goes
 * @param err where talk goes
 */
record Surroundings(
        Function<String, Optional<String>> parameters,
        Function<String, Optional<String>> environment,
        Clock clock,
        PrintWriter out,
        PrintWriter err) {

    private static final String PARAMETERS_FILE = "junit-platform.properties";

    static Surroundings ofProcess() {
        Properties file = parametersFile();
        return new Surroundings(
                key -> Optional.ofNullable(System.getProperty(key))
                        .or(() -> Optional.ofNullable(file.getProperty(key))),
                key -> Optional.ofNullable(System.getenv(key)),
                Clock.systemUTC(),
                new PrintWriter(System.out, true, charset("stdout.encoding")),
                new PrintWriter(System.err, true, charset("stderr.encoding")));
    }

    /** Newer Java says what the console takes; before, it is the default. */
    private static Charset charset(String property) {
        String name = System.getProperty(property, "");
        return name.isEmpty() || !Charset.isSupported(name) ? Charset.defaultCharset() : Charset.forName(name);
    }

    /** A home that is set there for the tests has to be the command's too, or it would look at another registry. */
    private static Properties parametersFile() {
        Properties properties = new Properties();
        @Nullable ClassLoader context = Thread.currentThread().getContextClassLoader();
        ClassLoader loader = context == null ? ClassLoader.getSystemClassLoader() : context;
        @Nullable URL resource = loader.getResource(PARAMETERS_FILE);
        if (resource == null) {
            return properties;
        }
        try {
            URLConnection connection = resource.openConnection();
            connection.setUseCaches(false);
            try (InputStream stream = connection.getInputStream()) {
                properties.load(stream);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandException(
                    ExitCode.UNUSABLE,
                    PARAMETERS_FILE + " on the class path cannot be read: "
                            + e.getClass().getSimpleName() + ". Correct it.");
        }
        return properties;
    }
}
