package io.leasehold.registry.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.ProfileId;
import io.leasehold.profile.BrowserSource;
import io.leasehold.registry.BrowserMark;
import io.leasehold.registry.Finding;
import io.leasehold.registry.Inspector;
import io.leasehold.registry.LeaseKey;
import io.leasehold.registry.ProfileRegistry;
import io.leasehold.registry.ProfileState;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run on this machine is gone, and its browser was none of its processes: that browser's end is not taken for granted.
 *
 * <p>Requirement: P6, P7, P8, P14.
 */
final class ElsewhereInspectionTests {

    private static final ProfileId SHOP = new ProfileId("shop");

    @TempDir
    private Path folder;

    /** Lets a run end without a word, and returns what an inspection makes of it whose probe finds nothing wrong. */
    private ProfileState inspected(String place) {
        try (ProfileRegistry registry = Registries.file(folder.resolve("registry.db"), Requests.clock())) {
            LeaseKey key = Requests.acquired(registry, Requests.of("shop", Requests.gone("a"), Requests.LONG));
            registry.noteBrowser(key, new BrowserMark(place, List.of()));
            Inspector inspector = new Inspector(registry, Requests.processes(), Requests.here("b"), true);
            assertThat(inspector.expireWhenGone(registry.find(SHOP).orElseThrow()))
                    .isTrue();
            assertThat(inspector.inspect(SHOP, (lease, browser) -> Finding.clear("Nothing speaks against it.")))
                    .isPresent();
            return registry.find(SHOP).orElseThrow().state();
        }
    }

    @Test
    void aFolderThatNobodyUsesAnyMoreShowsThatTheBrowserIsGone() {
        assertThat(inspected(folder.resolve("nobody").toString())).isEqualTo(ProfileState.AVAILABLE);
    }

    @Test
    void aBrowserElsewhereIsLeftToAPerson() {
        assertThat(inspected(BrowserSource.ELSEWHERE)).isEqualTo(ProfileState.REVIEW_REQUIRED);
    }

    @Test
    void tabsThatWereLeftOpenElsewhereAreLeftToAPerson() {
        assertThat(inspected(BrowserSource.LEFT_OPEN)).isEqualTo(ProfileState.REVIEW_REQUIRED);
    }
}
