package io.leasehold.suite;

import io.leasehold.ConfigurationException;
import io.leasehold.ReadbackAccess;
import io.leasehold.ReadbackStrength;
import io.leasehold.browser.UserCache;
import io.leasehold.checkout.RegistryPlace;
import io.leasehold.page.Leaks;
import io.leasehold.page.MutationTerms;
import io.leasehold.page.PageLeases;
import io.leasehold.page.Unconfirmed;
import io.leasehold.profile.OnCheckoutFailure;
import io.leasehold.profile.Secret;
import io.leasehold.worker.WorkerWay;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.apiguardian.api.API;

/**
 * The settings of a run, read once. Immutable.
 *
 * @param profiles the class path resource or file that names the profiles
 * @param evidence the folder under which each run has one of its own
 * @param keptRuns how many runs the folder keeps
 * @param sessions the folder of kept sessions
 * @param drivers the folder where Playwright's driver is kept unpacked, if it is kept
 * @param headless whether browsers have no window, if the run says so
 * @param slowMotionMillis how long Playwright waits before each of its operations
 * @param worker how workers connect
 * @param limits what the run allows its leases
 * @param registry where the registry of profiles is
 * @param denied what becomes of a test whose profile is denied
 * @param maxOpenContexts how many contexts may be open at once as long as not more are in use, if there is a limit
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public record Settings(
        String profiles,
        Path evidence,
        int keptRuns,
        Path sessions,
        Optional<Path> drivers,
        Optional<Boolean> headless,
        double slowMotionMillis,
        WorkerWay.Choice worker,
        PageLeases.Limits limits,
        OnCheckoutFailure denied,
        OptionalInt maxOpenContexts,
        RegistryPlace registry) {

    /** The class path resource or file that names the profiles; default {@code leasehold.json}. */
    public static final String PROFILES = "leasehold.profiles";
    /** The folder for evidence; default {@code target/leasehold}, or {@code build/leasehold} in a Gradle project. */
    public static final String EVIDENCE = "leasehold.evidence";
    /** How many runs the folder for evidence keeps, a whole number of at least 1; default 100. */
    public static final String EVIDENCE_KEEP = "leasehold.evidence.keep";
    /** The folder for what is kept between runs; default {@code .leasehold} at the project's root. */
    public static final String HOME = "leasehold.home";
    /**
     * The folder where Playwright's driver is kept unpacked, or {@code none}; default {@code leasehold/drivers} in the
     * user's cache.
     */
    public static final String DRIVER_FOLDER = "leasehold.driver.folder";
    /** {@code true} or {@code false}, over what profiles say. */
    public static final String HEADLESS = "leasehold.headless";
    /** Milliseconds that Playwright waits before each operation; default 0. */
    public static final String SLOW_MOTION = "leasehold.slowMotion";
    /** {@code auto}, {@code direct} or {@code public}; default {@code auto}. */
    public static final String WORKER = "leasehold.worker";
    /** How long a test waits for its turn at a profile, ISO-8601; default {@code PT60S}, at least {@code PT1S}. */
    public static final String ACQUIRE_TIMEOUT = "leasehold.acquireTimeout";
    /** How long a lease may be unused before a warning says where it was acquired; default {@code PT2M}. */
    public static final String IDLE_LEASE = "leasehold.idleLease";
    /** {@code close} or {@code fail}: what becomes of a test that leaves tabs open; default {@code close}. */
    public static final String LEAKS = "leasehold.leaks";
    /** {@code fail} or {@code abort}: what becomes of a test whose profile is denied; default {@code fail}. */
    public static final String DENIED = "leasehold.denied";
    /** How many contexts may be open at once, a whole number of at least 1; no limit by default. */
    public static final String MAX_OPEN_CONTEXTS = "leasehold.maxOpenContexts";

    /** {@code warn} or {@code fail}: what becomes of a test whose changes nobody confirms; default {@code warn}. */
    public static final String UNCONFIRMED_MUTATIONS = "leasehold.unconfirmedMutations";
    /** {@code reload}, {@code reopening} or {@code clean_room}: how isConfirmed and isRejected look; default {@code reload}. */
    public static final String READBACK = "leasehold.readback";
    /** How long a readback waits for a change's requests to be answered, ISO-8601; default {@code PT10S}. */
    public static final String SETTLE = "leasehold.readback.settle";

    /** The JDBC URL of a PostgreSQL that keeps the registry of profiles; by default a file in the home keeps it. */
    public static final String REGISTRY_URL = "leasehold.registry.url";
    /** The user at that PostgreSQL, where the URL does not say it. */
    public static final String REGISTRY_USER = "leasehold.registry.user";

    private static final int KEPT_RUNS = 100;

    /** Only from the environment: a system property can be read in the list of processes. */
    static final String REGISTRY_PASSWORD = "LEASEHOLD_REGISTRY_PASSWORD";

    /**
     * Reads all settings and reports all mistakes at once.
     *
     * @param parameters JUnit's configuration parameters, which include system properties
     * @param environment the process environment
     * @throws ConfigurationException when a value cannot be used
     */
    public static Settings read(
            Function<String, Optional<String>> parameters, Function<String, Optional<String>> environment) {
        Reader reader = new Reader(parameters, environment);
        Path home = reader.path(HOME, ProjectRoot.of(Path.of("")).resolve(".leasehold"));
        Settings settings = new Settings(
                reader.text(PROFILES, "leasehold.json"),
                Path.of(reader.text(EVIDENCE, defaultEvidence())),
                reader.count(EVIDENCE_KEEP).orElse(KEPT_RUNS),
                home.resolve("sessions"),
                drivers(reader),
                reader.flag(HEADLESS),
                reader.millis(SLOW_MOTION),
                reader.choice(WORKER, WorkerWay.Choice.AUTO, WorkerWay.Choice::code),
                new PageLeases.Limits(
                        reader.duration(ACQUIRE_TIMEOUT, Duration.ofSeconds(60), Duration.ofSeconds(1)),
                        reader.duration(IDLE_LEASE, Duration.ofMinutes(2), Duration.ofSeconds(1)),
                        reader.choice(LEAKS, Leaks.CLOSE, Leaks::code),
                        mutations(reader)),
                reader.choice(DENIED, OnCheckoutFailure.FAIL, OnCheckoutFailure::code),
                reader.count(MAX_OPEN_CONTEXTS),
                registry(reader, home, environment));
        reader.throwIfWrong();
        return settings;
    }

    private static Optional<Path> drivers(Reader reader) {
        String said = reader.text(DRIVER_FOLDER, "");
        if (said.isEmpty()) {
            return UserCache.here().map(cache -> cache.resolve("leasehold").resolve("drivers"));
        }
        return said.equals("none") ? Optional.empty() : Optional.of(Path.of(said));
    }

    private static RegistryPlace registry(Reader reader, Path home, Function<String, Optional<String>> environment) {
        return new RegistryPlace(
                home.resolve("registry.db").toAbsolutePath(),
                Secret.of(reader.jdbcUrl(REGISTRY_URL)),
                reader.text(REGISTRY_USER, ""),
                Secret.of(environment.apply(REGISTRY_PASSWORD).orElse("")));
    }

    private static MutationTerms mutations(Reader reader) {
        // A witness has a name, which no setting of a run can know.
        List<ReadbackStrength> strengths =
                List.of(ReadbackStrength.RELOAD, ReadbackStrength.REOPENING, ReadbackStrength.CLEAN_ROOM);
        return new MutationTerms(
                reader.choice(UNCONFIRMED_MUTATIONS, Unconfirmed.WARN, Unconfirmed::code),
                new ReadbackAccess.Terms(
                        reader.choice(READBACK, strengths, ReadbackStrength::code),
                        reader.duration(SETTLE, Duration.ofSeconds(10), Duration.ofMillis(100))));
    }

    private static String defaultEvidence() {
        boolean gradle = Files.exists(Path.of("build.gradle")) || Files.exists(Path.of("build.gradle.kts"));
        return gradle ? "build/leasehold" : "target/leasehold";
    }

    /** Returns the environment variable of a setting: {@code leasehold.slowMotion} is {@code LEASEHOLD_SLOW_MOTION}. */
    static String variable(String key) {
        return key.replace('.', '_').replaceAll("([a-z])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT);
    }

    private static final class Reader {
        private final Function<String, Optional<String>> parameters;
        private final Function<String, Optional<String>> environment;
        private final List<String> problems = new ArrayList<>();

        Reader(Function<String, Optional<String>> parameters, Function<String, Optional<String>> environment) {
            this.parameters = parameters;
            this.environment = environment;
        }

        private Optional<String> value(String key) {
            return said(parameters.apply(key)).or(() -> said(environment.apply(variable(key))));
        }

        /** A blank value says nothing: build tools pass variables on that are not set. */
        private static Optional<String> said(Optional<String> value) {
            return value.map(String::strip).filter(text -> !text.isEmpty());
        }

        String text(String key, String otherwise) {
            return value(key).orElse(otherwise);
        }

        Path path(String key, Path otherwise) {
            return value(key).map(Path::of).orElse(otherwise);
        }

        /** The value itself is not quoted: it may hold a password. */
        String jdbcUrl(String key) {
            Optional<String> url = value(key);
            if (url.isPresent() && !url.get().startsWith("jdbc:postgresql:")) {
                problems.add(key + " is not a JDBC URL of PostgreSQL: it takes jdbc:postgresql://host:port/database.");
            }
            return url.orElse("");
        }

        Optional<Boolean> flag(String key) {
            return value(key).flatMap(text -> switch (text.toLowerCase(Locale.ROOT)) {
                case "true", "1" -> Optional.of(true);
                case "false", "0" -> Optional.of(false);
                default -> wrong(key, text, "true or false");
            });
        }

        double millis(String key) {
            return value(key)
                    .flatMap(text -> text.matches("\\d{1,6}")
                            ? Optional.of(Double.valueOf(text))
                            : this.<Double>wrong(key, text, "milliseconds, a whole number from 0 to 999999"))
                    .orElse(0.0);
        }

        OptionalInt count(String key) {
            return value(key)
                    .flatMap(text -> text.matches("0*[1-9]\\d{0,5}")
                            ? Optional.of(Integer.valueOf(text))
                            : this.<Integer>wrong(key, text, "a whole number from 1 to 999999"))
                    .map(OptionalInt::of)
                    .orElseGet(OptionalInt::empty);
        }

        <E extends Enum<E>> E choice(String key, E otherwise, Function<E, String> code) {
            List<E> known = List.of(otherwise.getDeclaringClass().getEnumConstants());
            return choice(key, known, code, otherwise);
        }

        /** Of some, of which the first holds where nothing is said. */
        <E> E choice(String key, List<E> known, Function<E, String> code) {
            return choice(key, known, code, known.get(0));
        }

        private <E> E choice(String key, List<E> known, Function<E, String> code, E otherwise) {
            return value(key)
                    .flatMap(text -> known.stream()
                            .filter(each -> code.apply(each).equals(text))
                            .findFirst()
                            .or(() -> wrong(
                                    key, text, listed(known.stream().map(code).toList()))))
                    .orElse(otherwise);
        }

        private static String listed(List<String> words) {
            int last = words.size() - 1;
            return String.join(", ", words.subList(0, last)) + " or " + words.get(last);
        }

        Duration duration(String key, Duration otherwise, Duration least) {
            String accepted = "an ISO-8601 duration of at least " + least + ", such as " + otherwise;
            return value(key)
                    .flatMap(text -> {
                        try {
                            Duration duration = Duration.parse(text);
                            return duration.compareTo(least) < 0
                                    ? this.<Duration>wrong(key, text, accepted)
                                    : Optional.of(duration);
                        } catch (DateTimeParseException e) {
                            return wrong(key, text, accepted);
                        }
                    })
                    .orElse(otherwise);
        }

        private <T> Optional<T> wrong(String key, String value, String accepted) {
            problems.add(key + " is '" + value + "', but it takes " + accepted + ".");
            return Optional.empty();
        }

        void throwIfWrong() {
            if (!problems.isEmpty()) {
                throw new ConfigurationException(
                        "Leasehold cannot start with these settings: " + String.join(" ", problems)
                                + " Correct them in junit-platform.properties, with -D or in the environment.",
                        null);
            }
        }
    }
}
