package io.leasehold.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A manifest is read strictly: whatever is wrong is named with its place and what is accepted. Requirement: C2. */
final class ManifestFileTests {

    private static final String WHOLE =
            """
            {
              "taskId": "nightly-export", "profileId": "shop-admin", "accountId": "admin@shop.example",
              "platform": "shop", "expectedProxyRegion": "eu", "expectedTimezone": "Europe/Berlin",
              "expectedLanguage": "en-GB", "entryUrl": "/orders", "requiresLoggedInSession": false,
              "allowHeadless": false, "evidenceDir": "target/there", "onCheckoutFailure": "abort"
            }
            """;

    @TempDir
    private Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("manifest.json"), text);
    }

    @Test
    void saysWhatStandsInIt() throws IOException {
        ManifestFile manifest = ManifestFile.open(file(WHOLE));

        assertThat(manifest.taskId()).isEqualTo("nightly-export");
        assertThat(manifest.profileId().value()).isEqualTo("shop-admin");
        assertThat(manifest.owner())
                .isEqualTo(new ManifestFile.Owner("admin@shop.example", Optional.of("shop"), Optional.of("/orders")));
        assertThat(manifest.environment())
                .isEqualTo(new ManifestFile.Environment(
                        Optional.of("eu"), Optional.of("Europe/Berlin"), Optional.of("en-GB")));
        assertThat(manifest.terms())
                .isEqualTo(new ManifestFile.Terms(
                        false, false, Optional.of(Path.of("target/there")), OnCheckoutFailure.ABORT));
    }

    @Test
    void whatIsLeftOutIsTheUsual() throws IOException {
        ManifestFile manifest =
                ManifestFile.open(file("{\"taskId\": \"t\", \"profileId\": \"p\", \"accountId\": \"a\"}"));

        assertThat(manifest.terms())
                .isEqualTo(new ManifestFile.Terms(true, true, Optional.empty(), OnCheckoutFailure.FAIL));
    }

    @Test
    void allThatIsWrongIsSaidAtOnceWithItsPlace() throws IOException {
        Path file = file(
                """
                { "taskid": "t",
                  "profileId": "../x",
                  "accountId": 7,
                  "expectedTimezone": "Mars/Olympus",
                  "expectedLanguage": "not a tag",
                  "entryUrl": "ftp://shop.example",
                  "allowHeadless": "yes",
                  "onCheckoutFailure": "explode" }
                """);

        assertThatThrownBy(() -> ManifestFile.open(file))
                .isInstanceOf(ProfilesFileException.class)
                .hasMessageStartingWith(file + " cannot be used: it has 9 problems.")
                .hasMessageContaining("line 1, column 3, taskid: unknown field 'taskid'. Did you mean 'taskId'?")
                .hasMessageContaining("Accepted: taskId, profileId, accountId, platform, expectedProxyRegion,")
                .hasMessageContaining("the field 'taskId' is missing")
                .hasMessageContaining("line 2, column 16, profileId: '../x' is not a profile id:")
                .hasMessageContaining("accountId: a number stands where a string is expected.")
                .hasMessageContaining("expectedTimezone: 'Mars/Olympus' is no time zone. Accepted: IANA names")
                .hasMessageContaining("expectedLanguage: 'not a tag' is no language tag.")
                .hasMessageContaining("entryUrl: 'ftp://shop.example' is not a web address. Accepted: http and https.")
                .hasMessageContaining("allowHeadless: a string stands where true or false is expected.")
                .hasMessageContaining("onCheckoutFailure: 'explode' is not accepted. Accepted: \"fail\", \"abort\".");
    }

    @Test
    void aFileThatIsNotThereIsSaidToBeMissing() {
        assertThatThrownBy(() -> ManifestFile.open(folder.resolve("nowhere.json")))
                .isInstanceOf(ProfilesFileException.class)
                .hasMessageContaining("nowhere.json' cannot be used: there is no such file.");
    }

    @Test
    void aFileThatIsCutOffAnywhereIsRefused() throws IOException {
        byte[] whole = WHOLE.strip().getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < whole.length; length++) {
            Path cut = Files.write(folder.resolve("cut.json"), Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> ManifestFile.open(cut))
                    .as("%d bytes", length)
                    .isInstanceOf(ProfilesFileException.class)
                    .hasMessageContaining("line ");
        }
        assertThatCode(() -> ManifestFile.open(file(WHOLE))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]|an array stands where an object, the manifest, is expected",
                "{\"taskId\": \"a\", \"taskId\": \"b\"}|this name stands twice",
                "{\"taskId\": NaN}|it is not JSON",
                "{\"taskId\": null}|Leave the field out if it has no value",
                "{\"version\": 2}|unknown field 'version'",
                "{\"taskId\": \"${env:NO_SUCH_VARIABLE_HERE}\"}|NO_SUCH_VARIABLE_HERE is not set"
            })
    void whatIsNoManifestIsRefused(String text, String why) throws IOException {
        Path file = file(text);
        assertThatThrownBy(() -> ManifestFile.open(file))
                .isInstanceOf(ProfilesFileException.class)
                .hasMessageContaining(why);
    }

    @Test
    void whatIsTooLongTooDeepOrNoTextIsRefused() throws IOException {
        Path deep = file("{\"taskId\": " + "[".repeat(100_000));
        assertThatThrownBy(() -> ManifestFile.open(deep)).hasMessageContaining("nested deeper than 64 levels");

        Path big = Files.write(folder.resolve("big.json"), new byte[(1 << 20) + 1]);
        assertThatThrownBy(() -> ManifestFile.open(big)).hasMessageContaining("more than 1 MiB");

        Path odd = Files.write(folder.resolve("odd.json"), new byte[] {'{', (byte) 0xC3, (byte) 0x28, '}'});
        assertThatThrownBy(() -> ManifestFile.open(odd)).hasMessageContaining("it is not UTF-8");
    }

    @ParameterizedTest
    @CsvSource({
        "https://shop.example/settings?tab=1#top, true",
        "https://SHOP.example:443/orders, true",
        "https://shop.example/login, false",
        "https://shop.example/account/verify, false",
        "https://help.shop.example/, false",
        "http://shop.example/, false",
        "https://shop.example.evil.example/, false",
        "https://shop.example/a b, true",
        "chrome-error://chromewebdata/, false"
    })
    void aPlaceIsOrdinaryOnTheApplicationsOwnOrigins(String url, boolean ordinary) {
        Profile profile = ProfilesFile.parse(
                        "test",
                        "{\"profiles\": {\"shop\": {\"accountId\": \"a\", \"baseUrl\": \"https://shop.example\"}}}")
                .profile("shop");

        assertThat(profile.isOrdinaryPlace(url)).isEqualTo(ordinary);
    }
}
