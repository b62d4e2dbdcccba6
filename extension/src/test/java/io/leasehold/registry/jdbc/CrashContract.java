package io.leasehold.registry.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.ProfileId;
import io.leasehold.fixture.SoakResults;
import io.leasehold.registry.ProfileStatus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A JVM is killed at each step of what it does with a profile: what is found afterwards was done as a whole or not at
 * all, and leads where it has to.
 *
 * <p>Requirement: P3, P6, P7, P8, P10.
 */
abstract class CrashContract {

    private static final int ROUNDS = 25;

    @TempDir
    private Path folder;

    abstract StoreAddress address(Path folder);

    @ParameterizedTest
    @EnumSource
    void aKillLeavesAllOrNothing(CrashPoint point) {
        try (CrashScene scene = new CrashScene(address(folder), folder)) {
            scene.crash(point);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"AFTER_ACQUIRE", "AFTER_RENEW", "BEFORE_RELEASE"})
    void aPauseLeavesAllOrNothingAndHindersNoReader(CrashPoint point) {
        try (CrashScene scene = new CrashScene(address(folder), folder)) {
            scene.stop(point, () -> assertThat(scene.registry().profiles())
                    .extracting(ProfileStatus::id)
                    .contains(new ProfileId("crash-1")));
        }
    }

    @Test
    @Tag("soak")
    void aThousandKillsLeaveAllOrNothing() {
        List<String> violations = new ArrayList<>();
        long kills = 0;
        try (CrashScene scene = new CrashScene(address(folder), folder)) {
            for (int round = 0; round < ROUNDS; round++) {
                for (CrashPoint point : CrashPoint.values()) {
                    try {
                        scene.crash(point);
                    } catch (AssertionError e) {
                        violations.add(String.valueOf(e.getMessage()));
                    }
                    kills++;
                }
            }
        }
        SoakResults.note("kills at a step in " + address(folder).kind(), kills, violations);
        assertThat(violations).isEmpty();
    }
}
