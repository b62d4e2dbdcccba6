package io.leasehold.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.LeaseId;
import io.leasehold.ProfileId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdTests {

    @ParameterizedTest
    @ValueSource(strings = {"a", "shop-admin", "buyer#2", "A.b_c-9"})
    void acceptsProfileIds(String value) {
        assertThat(new ProfileId(value)).hasToString(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", "a b", "../a", "ä", "a\n"})
    void refusesOtherProfileIds(String value) {
        assertThatThrownBy(() -> new ProfileId(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith(ProfileId.rule());
    }

    @Test
    void limitsTheLengthOfAProfileId() {
        assertThat(new ProfileId("a".repeat(64)).value()).hasSize(64);
        assertThatThrownBy(() -> new ProfileId("a".repeat(65))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesABlankLeaseId() {
        assertThatThrownBy(() -> new LeaseId(" ")).isInstanceOf(IllegalArgumentException.class);
    }
}
