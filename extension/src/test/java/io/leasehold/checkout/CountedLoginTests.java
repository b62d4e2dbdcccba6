package io.leasehold.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.profile.ProfilesFile;
import io.leasehold.registry.LoginAccount;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which account a login is counted for. Requirement: C4, D3. */
final class CountedLoginTests {

    @ParameterizedTest
    @CsvSource({
        "https://shop.example/orders?tab=1#top, https://shop.example:443",
        "https://Shop.Example:443/, https://shop.example:443",
        "http://shop.example, http://shop.example:80",
        "http://127.0.0.1:8080/a/b, http://127.0.0.1:8080",
        "http://[::1]:8080/, http://[::1]:8080",
        "http://[::1]/, http://[::1]:80"
    })
    void theSameNameAtAnotherAddressIsAnotherAccount(String entryUrl, String origin) {
        String json = "{\"profiles\": {\"shop\": {\"accountId\": \"ada\", \"entryUrl\": \"" + entryUrl + "\"}}}";

        LoginAccount account =
                CountedLogin.account(ProfilesFile.parse("test", json).profile("shop"));

        assertThat(account).isEqualTo(new LoginAccount("ada", origin));
    }
}
