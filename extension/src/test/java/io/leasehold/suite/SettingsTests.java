package io.leasehold.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where settings come from and what they take. Requirement: L13. */
final class SettingsTests {

    private static final MutationTerms USUAL_TERMS = new MutationTerms(
            Unconfirmed.WARN, new ReadbackAccess.Terms(ReadbackStrength.RELOAD, Duration.ofSeconds(10)));

    private static Settings read(Map<String, String> parameters, Map<String, String> environment) {
        return Settings.read(
                key -> Optional.ofNullable(parameters.get(key)), key -> Optional.ofNullable(environment.get(key)));
    }

    private static Settings read(String key, String value) {
        return read(Map.of(key, value), Map.of());
    }

    @Test
    void defaultsNeedNothing() {
        Settings settings = read(Map.of(), Map.of());

        assertThat(settings.profiles()).isEqualTo("leasehold.json");
        assertThat(settings.evidence()).isEqualTo(Path.of("target/leasehold"));
        assertThat(settings.keptRuns()).isEqualTo(100);
        Path home = ProjectRoot.of(Path.of("")).resolve(".leasehold");
        assertThat(settings.sessions()).isEqualTo(home.resolve("sessions"));
        assertThat(settings.drivers()).isEqualTo(UserCache.here().map(cache -> cache.resolve("leasehold")
                .resolve("drivers")));
        assertThat(settings.registry().file()).isEqualTo(home.resolve("registry.db"));
        assertThat(settings.registry().isOneMachine()).isTrue();
        assertThat(settings.headless()).isEmpty();
        assertThat(settings.slowMotionMillis()).isZero();
        assertThat(settings.worker()).isEqualTo(WorkerWay.Choice.AUTO);
        assertThat(settings.limits())
                .isEqualTo(
                        new PageLeases.Limits(Duration.ofSeconds(60), Duration.ofMinutes(2), Leaks.CLOSE, USUAL_TERMS));
        assertThat(settings.denied()).isEqualTo(OnCheckoutFailure.FAIL);
        assertThat(settings.maxOpenContexts()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "leasehold.profiles, LEASEHOLD_PROFILES",
        "leasehold.evidence, LEASEHOLD_EVIDENCE",
        "leasehold.evidence.keep, LEASEHOLD_EVIDENCE_KEEP",
        "leasehold.home, LEASEHOLD_HOME",
        "leasehold.driver.folder, LEASEHOLD_DRIVER_FOLDER",
        "leasehold.headless, LEASEHOLD_HEADLESS",
        "leasehold.slowMotion, LEASEHOLD_SLOW_MOTION",
        "leasehold.worker, LEASEHOLD_WORKER",
        "leasehold.acquireTimeout, LEASEHOLD_ACQUIRE_TIMEOUT",
        "leasehold.idleLease, LEASEHOLD_IDLE_LEASE",
        "leasehold.leaks, LEASEHOLD_LEAKS",
        "leasehold.unconfirmedMutations, LEASEHOLD_UNCONFIRMED_MUTATIONS",
        "leasehold.readback, LEASEHOLD_READBACK",
        "leasehold.readback.settle, LEASEHOLD_READBACK_SETTLE",
        "leasehold.denied, LEASEHOLD_DENIED",
        "leasehold.maxOpenContexts, LEASEHOLD_MAX_OPEN_CONTEXTS"
    })
    void everySettingHasAnEnvironmentVariable(String key, String variable) {
        assertThat(Settings.variable(key)).isEqualTo(variable);
    }

    @Test
    void everySettingIsReadFromParameters() {
        assertThat(read(Settings.PROFILES, "other.json").profiles()).isEqualTo("other.json");
        assertThat(read(Settings.EVIDENCE, "there").evidence()).isEqualTo(Path.of("there"));
        assertThat(read(Settings.EVIDENCE_KEEP, "7").keptRuns()).isEqualTo(7);
        assertThat(read(Settings.HOME, "home").sessions()).isEqualTo(Path.of("home/sessions"));
        assertThat(read(Settings.HEADLESS, "false").headless()).contains(false);
        assertThat(read(Settings.SLOW_MOTION, "250").slowMotionMillis()).isEqualTo(250);
        assertThat(read(Settings.WORKER, "direct").worker()).isEqualTo(WorkerWay.Choice.DIRECT);
        assertThat(read(Settings.ACQUIRE_TIMEOUT, "PT5S").limits().acquire()).isEqualTo(Duration.ofSeconds(5));
        assertThat(read(Settings.IDLE_LEASE, "PT5S").limits().idleLease()).isEqualTo(Duration.ofSeconds(5));
        assertThat(read(Settings.LEAKS, "fail").limits().leaks()).isEqualTo(Leaks.FAIL);
        assertThat(read(Settings.UNCONFIRMED_MUTATIONS, "fail")
                        .limits()
                        .mutations()
                        .unconfirmed())
                .isEqualTo(Unconfirmed.FAIL);
        assertThat(read(Settings.READBACK, "clean_room")
                        .limits()
                        .mutations()
                        .readback()
                        .strength())
                .isEqualTo(ReadbackStrength.CLEAN_ROOM);
        assertThat(read(Settings.SETTLE, "PT5S").limits().mutations().readback().settle())
                .isEqualTo(Duration.ofSeconds(5));
        assertThat(read(Settings.DENIED, "abort").denied()).isEqualTo(OnCheckoutFailure.ABORT);
        assertThat(read(Settings.MAX_OPEN_CONTEXTS, "3").maxOpenContexts()).hasValue(3);
        assertThat(read(Settings.DRIVER_FOLDER, "none").drivers()).isEmpty();
    }

    @Test
    void everySettingIsReadFromTheEnvironment() {
        Settings settings = read(
                Map.of(),
                Map.ofEntries(
                        Map.entry("LEASEHOLD_PROFILES", "other.json"),
                        Map.entry("LEASEHOLD_EVIDENCE", "there"),
                        Map.entry("LEASEHOLD_EVIDENCE_KEEP", "3"),
                        Map.entry("LEASEHOLD_HOME", "home"),
                        Map.entry("LEASEHOLD_DRIVER_FOLDER", "unpacked"),
                        Map.entry("LEASEHOLD_HEADLESS", "0"),
                        Map.entry("LEASEHOLD_SLOW_MOTION", "9"),
                        Map.entry("LEASEHOLD_WORKER", "public"),
                        Map.entry("LEASEHOLD_ACQUIRE_TIMEOUT", "PT2M"),
                        Map.entry("LEASEHOLD_IDLE_LEASE", "PT3M"),
                        Map.entry("LEASEHOLD_LEAKS", "fail"),
                        Map.entry("LEASEHOLD_DENIED", "abort"),
                        Map.entry("LEASEHOLD_MAX_OPEN_CONTEXTS", "1"),
                        Map.entry("LEASEHOLD_REGISTRY_URL", "jdbc:postgresql://db/leases"),
                        Map.entry("LEASEHOLD_REGISTRY_USER", "ci"),
                        Map.entry("LEASEHOLD_REGISTRY_PASSWORD", "hidden")));

        assertThat(settings.toString()).doesNotContain("hidden", "jdbc:");
        assertThat(settings)
                .usingRecursiveComparison()
                .isEqualTo(new Settings(
                        "other.json",
                        Path.of("there"),
                        3,
                        Path.of("home/sessions"),
                        Optional.of(Path.of("unpacked")),
                        Optional.of(false),
                        9,
                        WorkerWay.Choice.PUBLIC,
                        new PageLeases.Limits(Duration.ofMinutes(2), Duration.ofMinutes(3), Leaks.FAIL, USUAL_TERMS),
                        OnCheckoutFailure.ABORT,
                        OptionalInt.of(1),
                        new RegistryPlace(
                                Path.of("home/registry.db").toAbsolutePath(),
                                Secret.of("jdbc:postgresql://db/leases"),
                                "ci",
                                Secret.of("hidden"))));
    }

    @Test
    void aParameterIsStrongerThanTheEnvironment() {
        Settings settings = read(
                Map.of("leasehold.headless", "true"), Map.of("LEASEHOLD_HEADLESS", "0", "LEASEHOLD_WORKER", "public"));

        assertThat(settings.headless()).contains(true);
        assertThat(settings.worker()).isEqualTo(WorkerWay.Choice.PUBLIC);
    }

    @Test
    void aWitnessHasANameAndIsNoSetting() {
        assertThatThrownBy(() -> read(Settings.READBACK, "witness"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("leasehold.readback is 'witness', but it takes reload, reopening or clean_room.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void anEmptyValueCountsAsUnset(String empty) {
        assertThat(read(Map.of("leasehold.worker", empty), Map.of()).worker()).isEqualTo(WorkerWay.Choice.AUTO);
        assertThat(read(Map.of(), Map.of("LEASEHOLD_HOME", empty)).sessions())
                .isEqualTo(ProjectRoot.of(Path.of("")).resolve(".leasehold/sessions"));
    }

    @ParameterizedTest
    @CsvSource({"1, true", "TRUE, true", "0, false", "False, false"})
    void headlessTakesWordsAndDigits(String text, boolean expected) {
        assertThat(read(Settings.HEADLESS, text).headless()).contains(expected);
    }

    @Test
    void aWaitOfOneSecondIsTheLeast() {
        assertThat(read(Settings.ACQUIRE_TIMEOUT, "PT1S").limits().acquire()).isEqualTo(Duration.ofSeconds(1));
        assertThatThrownBy(() -> read(Settings.ACQUIRE_TIMEOUT, "PT0.9S"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("Leasehold cannot start with these settings: leasehold.acquireTimeout is 'PT0.9S', but it"
                        + " takes an ISO-8601 duration of at least PT1S, such as PT1M. Correct them in"
                        + " junit-platform.properties, with -D or in the environment.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "00", "-1", "1.5", "many", "1000000", "99999999999"})
    void atLeastOneContextMayBeOpen(String value) {
        assertThatThrownBy(() -> read(Settings.MAX_OPEN_CONTEXTS, value))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(
                        "leasehold.maxOpenContexts is '" + value + "', but it takes a whole number from 1 to 999999.");
    }

    @Test
    void allMistakesAreReportedAtOnce() {
        assertThatThrownBy(() -> read(
                        Map.of("leasehold.headless", "maybe", "leasehold.slowMotion", "-4"),
                        Map.of("LEASEHOLD_WORKER", "x")))
                .hasMessageContaining("leasehold.headless is 'maybe'")
                .hasMessageContaining("leasehold.slowMotion is '-4'")
                .hasMessageContaining("leasehold.worker is 'x'");
    }
}
