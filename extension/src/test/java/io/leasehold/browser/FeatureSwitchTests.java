package io.leasehold.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** One switch for all features that are off. */
final class FeatureSwitchTests {

    @Test
    void joinsPlaywrightsFeaturesTheUsersAndItsOwn() {
        String merged = FeatureSwitch.merged(
                Optional.of("--disable-features=A,B"), List.of("--disable-features=C", "--disable-features=D,E"));

        assertThat(merged).isEqualTo("--disable-features=A,B,C,D,E,RenderDocument");
    }

    @Test
    void doesWithoutPlaywrights() {
        assertThat(FeatureSwitch.merged(Optional.empty(), List.of())).isEqualTo("--disable-features=RenderDocument");
    }

    @Test
    void tellsTheSwitchFromOthers() {
        assertThat(FeatureSwitch.isOne("--disable-features=A")).isTrue();
        assertThat(FeatureSwitch.isOne("--enable-features=A")).isFalse();
        assertThat(FeatureSwitch.isOne("--disable-features")).isFalse();
    }
}
