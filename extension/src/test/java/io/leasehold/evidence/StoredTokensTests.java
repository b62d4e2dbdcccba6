package io.leasehold.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requirement: D3. */
class StoredTokensTests {

    private static final String TOKEN = "c2lnbmVkLWJ5LW5vYm9keQ1";

    @Test
    void aValueWithoutSpacesIsAToken() {
        assertThat(StoredTokens.in(TOKEN)).containsExactly(TOKEN);
    }

    @Test
    void aTokenIsFoundInsideJsonHoweverDeep() {
        String value = "{\"user\": {\"keys\": [{\"name\": \"first of all\"}, {\"access\": \"" + TOKEN + "\"}]}}";

        assertThat(StoredTokens.in(value)).containsExactly(TOKEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dark",
                "a text of several words",
                "{\"theme\": \"dark\"}",
                "{\"issuer\": \"https://login.example/realms/17\"}",
                "{\"label\": \"dashboard.settings.title\"}",
                "{ broken 1234567890123",
                ""
            })
    void whatIsNoTokenStaysReadable(String value) {
        assertThat(StoredTokens.in(value)).isEmpty();
    }
}
