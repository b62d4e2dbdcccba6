package io.leasehold.readback;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which requests count, and where a record is read. Requirement: R2. */
final class AddressesTests {

    @ParameterizedTest
    @CsvSource({
        "/api/*, http://a.example/api/save, true",
        "/api/*, http://a.example/api/save/1, false",
        "/api/**, http://a.example:81/api/save/1?x=1, true",
        "**/save, https://a.example/x/save, true",
        "'https://a.example/{save,keep}', https://a.example/keep, true",
        "/a.b?c, http://h/a.b?c, true",
        "/a.b, http://h/axb, false",
        "/api, http://h/x?u=http://h/api, false"
    })
    void globsMatchWholeAddresses(String glob, String url, boolean expected) {
        assertThat(UrlPattern.glob(glob).matches(url)).isEqualTo(expected);
    }

    @Test
    void expressionsMatchParts() {
        assertThat(UrlPattern.of(Pattern.compile("/save$")).matches("http://h/x/save"))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.shop.example/x, https://www.shop.example/y, true",
        "https://stats.other.example/x, https://www.shop.example/y, false",
        "http://127.0.0.1:8080/x, http://127.0.0.1:9090/y, true",
        "http://127.0.0.2/x, http://127.0.0.1/y, false",
        "http://localhost:1/x, http://localhost:2/y, true"
    })
    void aSiteIsWhatSharesItsName(String url, String page, boolean expected) {
        assertThat(WriteRules.sameSite(url, page)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "http://h/settings, http://h/settings?saved=1#x, http://h/settings",
        "http://h/order?id=7, http://h/order?id=7&name=Nimbus, http://h/order?id=7",
        "http://h/new, http://h/orders/7?saved=1#top, http://h/orders/7",
        "http://h/#/new, http://h/#/orders/7?x=1, http://h/#/orders/7",
        "http://h/#/a, http://h/#/a?draft=1, http://h/#/a"
    })
    void whatTheChangeLeftInTheAddressIsDropped(String before, String after, String expected) {
        assertThat(Address.withoutState(before, after)).isEqualTo(expected);
    }

    @Test
    void placesIgnoreQueryFragmentAndTheLastSlash() {
        assertThat(Address.place("http://h/a/?x#y")).isEqualTo(Address.place("http://h/a"));
        assertThat(Address.origin("http://h:1/a?x")).isEqualTo("http://h:1");
        assertThat(Address.origin("http://h/a b|c")).isEqualTo("http://h/a b|c");
    }
}
