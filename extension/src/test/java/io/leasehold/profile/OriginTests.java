package io.leasehold.profile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses as people write them in the profiles file and as browsers tell them. Requirement: C9, P8. */
final class OriginTests {

    @ParameterizedTest
    @CsvSource({
        "https://shop.example,            https://shop.example:443",
        "https://shop.example:443/a?b#c,  https://shop.example:443",
        "HTTP://Shop.Example:80/,         http://shop.example:80",
        "http://shop.example:8080/a|b c,  http://shop.example:8080",
        "http://[::1]:8080/,              http://[::1]:8080",
        "http://ada:pw@shop.example?a=b,  http://shop.example:80",
        "http://my_app:8080/orders,       http://my_app:8080"
    })
    void twoSpellingsAreOneOrigin(String address, String origin) {
        assertThat(Origin.of(address)).isEqualTo(origin);
    }

    @ParameterizedTest
    @CsvSource({
        "https://shop.example/a?b#c,          /a?b#c",
        "http://ada:pw@my_app:80?a=b,         ?a=b",
        "http://[::1]:8080,                   ''",
        "about:blank,                         about:blank"
    })
    void whatFollowsTheOriginIsThePlaceInTheSite(String address, String rest) {
        assertThat(Origin.after(address)).isEqualTo(rest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "about:blank", "data:text/html,x", "/orders", "chrome-error://", "http://a b/"})
    void whatHasNoneIsNobodys(String address) {
        assertThat(Origin.of(address)).isEmpty();
    }

    @Test
    void aProfileOwnsWhatItsBaseUrlSpellsInAnotherWay() {
        Profile profile = ProfilesFile.parse(
                        "test",
                        """
                        {"baseUrl": "https://Shop.Example:443",
                         "profiles": {"shop": {"accountId": "ada", "entryUrl": "/orders"}}}""")
                .profile("shop");

        assertThat(profile.owns("https://shop.example/api/orders")).isTrue();
        assertThat(profile.owns("http://shop.example/api/orders")).isFalse();
        assertThat(profile.owns("https://shop.example:8443/")).isFalse();
    }
}
