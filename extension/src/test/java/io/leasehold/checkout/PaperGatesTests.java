package io.leasehold.checkout;

import static io.leasehold.CheckoutDeniedException.Action.HUMAN_REVIEW;
import static io.leasehold.CheckoutDeniedException.Action.QUARANTINE;
import static io.leasehold.CheckoutDeniedException.Action.STOP;
import static io.leasehold.CheckoutDeniedException.Action.WAIT;
import static io.leasehold.CheckoutDeniedException.Reason.ACCOUNT_MISMATCH;
import static io.leasehold.CheckoutDeniedException.Reason.EVIDENCE_NOT_READY;
import static io.leasehold.CheckoutDeniedException.Reason.MISSING_BROWSER_CONTEXT;
import static io.leasehold.CheckoutDeniedException.Reason.PREVIOUS_RUN_UNKNOWN;
import static io.leasehold.CheckoutDeniedException.Reason.PROFILE_DISABLED;
import static io.leasehold.CheckoutDeniedException.Reason.PROFILE_NOT_ALLOWED_FOR_TASK;
import static io.leasehold.CheckoutDeniedException.Reason.PROFILE_QUARANTINED;
import static io.leasehold.CheckoutDeniedException.Reason.PROFILE_UNAVAILABLE;
import static io.leasehold.CheckoutDeniedException.Reason.PROFILE_UNDER_REVIEW;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.CheckoutDeniedException.Action;
import io.leasehold.CheckoutDeniedException.Reason;
import io.leasehold.registry.Ending;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The gates up to the browser: each way in which one stays shut has its reason, its action, what becomes of the profile, and
 * the files that say so. Requirement: C2, C3, C5, C7, P8.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PaperGatesTests {

    private GateScene scene;

    @BeforeAll
    void start(@TempDir Path folder) {
        scene = new GateScene(folder);
    }

    @AfterAll
    void stop() {
        scene.close();
    }

    private static GateCase shut(String name, Gate gate, Reason reason, Action action, String state) {
        return GateCase.of(name, "", new GateCase.Verdict(gate, reason, action, state));
    }

    private static GateCase on(String name, String profile, Gate gate, Reason reason, Action action) {
        return GateCase.of(name, profile, new GateCase.Verdict(gate, reason, action, "available"));
    }

    static List<GateCase> evidence() {
        return List.of(
                shut("file-for-folder", Gate.EVIDENCE_READY, EVIDENCE_NOT_READY, STOP, "")
                        .after((scene, place) -> write(place.folder())),
                shut("file-for-profiles", Gate.EVIDENCE_READY, EVIDENCE_NOT_READY, STOP, "")
                        .after((scene, place) -> write(place.run().path().resolve("profiles"))),
                shut("file-for-run", Gate.EVIDENCE_READY, EVIDENCE_NOT_READY, STOP, "")
                        .after((scene, place) -> write(place.run().path())),
                shut("folder-for-log", Gate.EVIDENCE_READY, EVIDENCE_NOT_READY, STOP, "")
                        .after((scene, place) -> folders(place.folder().resolve("worker.log"))));
    }

    private static void write(Path file) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, "in the way");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void folders(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<GateCase> reserve() {
        return List.of(
                shut("held", Gate.RESERVE, PROFILE_UNAVAILABLE, WAIT, "leased").after(GateScene::held),
                shut("reviewed", Gate.RESERVE, PROFILE_UNDER_REVIEW, HUMAN_REVIEW, "review_required")
                        .after((scene, place) -> scene.left(place, Ending.Kind.UNEXPLAINED)),
                shut("put-aside", Gate.RESERVE, PROFILE_QUARANTINED, HUMAN_REVIEW, "quarantined")
                        .after((scene, place) -> scene.left(place, Ending.Kind.UNSAFE)),
                shut("disabled", Gate.RESERVE, PROFILE_DISABLED, STOP, "disabled")
                        .after(GateScene::disabled),
                shut("stale", Gate.RESERVE, PREVIOUS_RUN_UNKNOWN, HUMAN_REVIEW, "stale")
                        .after(GateScene::stale));
    }

    static List<GateCase> profile() {
        return List.of(
                shut("other-account", Gate.PROFILE_MATCHES_TASK, ACCOUNT_MISMATCH, QUARANTINE, "quarantined")
                        .with("accountId", "somebody-else"),
                GateCase.of(
                                "other-platform",
                                "\"platform\": \"shop\"",
                                new GateCase.Verdict(
                                        Gate.PROFILE_MATCHES_TASK, ACCOUNT_MISMATCH, QUARANTINE, "quarantined"))
                        .with("platform", "warehouse"),
                shut("no-platform", Gate.PROFILE_MATCHES_TASK, ACCOUNT_MISMATCH, QUARANTINE, "quarantined")
                        .with("platform", "shop"),
                on(
                        "other-task",
                        "\"allowedTasks\": [\"checkout\", \"refund\"]",
                        Gate.PROFILE_MATCHES_TASK,
                        PROFILE_NOT_ALLOWED_FOR_TASK,
                        STOP),
                on("elsewhere", "", Gate.PROFILE_MATCHES_TASK, PROFILE_NOT_ALLOWED_FOR_TASK, STOP)
                        .with("entryUrl", "https://elsewhere.example/orders"),
                on("other-zone", "", Gate.PROFILE_MATCHES_TASK, PROFILE_NOT_ALLOWED_FOR_TASK, STOP)
                        .with("expectedTimezone", "Europe/Berlin"));
    }

    static List<GateCase> runtime() {
        return List.of(
                on("windowless", "", Gate.RUNTIME_ATTACHED, MISSING_BROWSER_CONTEXT, STOP)
                        .with("allowHeadless", false),
                on(
                        "no-browser",
                        "\"browser\": {\"executable\": \"/nowhere/chromium\"}",
                        Gate.RUNTIME_ATTACHED,
                        MISSING_BROWSER_CONTEXT,
                        STOP),
                on(
                                "dying-browser",
                                "\"browser\": {\"executable\": \"${property:gate.browser}\"}",
                                Gate.RUNTIME_ATTACHED,
                                MISSING_BROWSER_CONTEXT,
                                STOP)
                        .after((scene, place) -> dyingBrowser(scene.folder())));
    }

    private static void dyingBrowser(Path folder) {
        try {
            Path script = Files.writeString(folder.resolve("dying-browser"), "#!/bin/sh\nexit 1\n");
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
            System.setProperty("gate.browser", script.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("evidence")
    void nothingIsReservedWhatCannotBeWrittenDown(GateCase one) {
        GateScene.Result result = scene.verified(one);

        assertThat(result.decision().failure().orElseThrow())
                .hasMessageContaining("what happens to it could not be written down")
                .hasMessageContaining(result.place().run().path().toString())
                .hasMessageContaining("leasehold.evidence names the folder");
    }

    @ParameterizedTest
    @MethodSource("reserve")
    void aProfileThatIsNotToBeHadIsLeftAsItIs(GateCase one) {
        assertThat(scene.verified(one).text("worker.log")).contains("denied at reserve");
    }

    @ParameterizedTest
    @MethodSource("profile")
    void aProfileThatIsNotWhatTheTaskExpectsOpensNoBrowser(GateCase one) {
        int before = scene.site().requests("/");

        GateScene.Result result = scene.verified(one);

        assertThat(scene.site().requests("/")).isEqualTo(before);
        assertThat(result.decision().failure().orElseThrow())
                .hasMessageContaining("task 'nightly-export'")
                .hasMessageContaining("Correct ");
        assertThat(result.json("final_state.json").path("releaseStatus").asText())
                .isEqualTo(result.state().equals("available") ? "released" : result.state());
    }

    @ParameterizedTest
    @MethodSource("runtime")
    void aBrowserThatIsNotTheOneThatWasAskedForIsMissing(GateCase one) {
        GateScene.Result result = scene.verified(one);

        assertThat(result.json("checkout.json").path("leaseId").asText()).matches("[0-9a-f]{20}");
        assertThat(result.json("checkout.json").path("fencingToken").asLong()).isEqualTo(1);
        assertThat(result.json("checkout.json").path("sessionState").isNull()).isTrue();
    }
}
