package io.leasehold.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leasehold.ConfigurationException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a browser comes from, its proxy, and the surroundings that it must have. Requirement: P1, P14, C6, D3. */
final class SurroundingsTests {

    private static final Map<String, String> ENVIRONMENT =
            Map.of("WS", "ws://pw.example:3000/s3cret-path", "PROXY_PASSWORD", "pr0xy-pass", "BAD", "file:///etc");

    /** Measures nothing. */
    static final class NoProbe implements EnvironmentProbe {}

    private static ProfilesFile file(String top, String fields) {
        return ProfilesFile.parse(
                new SourceText(
                        "leasehold.json",
                        "{\"baseUrl\": \"http://shop.example\"," + top
                                + " \"profiles\": {\"shop\": {\"accountId\": \"a\", "
                                + fields + "}}}"),
                StubVariables.of(ENVIRONMENT));
    }

    private static Profile profile(String fields) {
        return file("", fields).profile("shop");
    }

    private static String problems(String top, String fields) {
        return String.valueOf(catchThrowableOfType(ProfilesFileException.class, () -> file(top, fields))
                .getMessage());
    }

    @Test
    void nothingIsExpectedUnlessItIsNamed() {
        Profile shop = profile("\"group\": \"g\"").seat(1, 2);

        assertThat(shop.environment().isToBeMeasured()).isFalse();
        assertThat(shop.proxyId()).isEmpty();
        assertThat(shop.browserSource().kind()).isEqualTo(BrowserSource.Kind.LAUNCHED);
        assertThat(shop.proxy()).isEmpty();
    }

    @Test
    void allFieldsOfTheSurroundingsAreRead() {
        Profile shop = profile("\"environment\": {\"proxyId\": \"p\", \"proxyRegion\": \"eu\", \"timezone\":"
                + " \"Europe/Berlin\", \"language\": \"de-DE\", \"regionUrl\": \"/where\", \"regionField\": \"a.b\","
                + " \"probe\": \"" + NoProbe.class.getName() + "\"}");

        assertThat(shop.proxyId()).contains("p");
        assertThat(shop.proxyRegion()).contains("eu");
        assertThat(shop.timezone()).contains("Europe/Berlin");
        assertThat(shop.language()).contains("de-DE");
        assertThat(shop.environment().region()).contains(new RegionSource("http://shop.example/where", "a.b"));
        assertThat(shop.environment().probe()).get().isInstanceOf(NoProbe.class);
    }

    @Test
    void surroundingsMayBeADefaultForAllProfiles() {
        assertThat(file("\"environment\": {\"timezone\": \"UTC\"},", "\"group\": \"g\"")
                        .profile("shop")
                        .timezone())
                .contains("UTC");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'timezone': 'Berlin'|'Berlin' is no time zone",
                "'timezone': '+02:00'|'+02:00' is no time zone",
                "'language': 'de_DE'|'de_DE' is no language",
                "'language': 'und'|'und' is no language",
                "'proxyRegion': 'eu'|proxyRegion is measured, and nothing says how",
                "'regionUrl': '/where'|regionUrl and regionField go together",
                "'regionUrl': '/where', 'regionField': 'a'|regionUrl is asked only to compare with proxyRegion",
                "'proxyRegion': 'eu', 'regionUrl': '/w', 'regionField': 'a..b'|'a..b' is no field",
                "'proxyregion': 'eu'|unknown field 'proxyregion'. Did you mean",
                "'probe': 'java.lang.String'|does not implement io.leasehold.profile.EnvironmentProbe",
            })
    void whatIsWrongWithTheSurroundingsIsNamed(String fields, String problem) {
        assertThat(problems("", "\"environment\": {" + fields.replace('\'', '"') + "}"))
                .contains(problem);
    }

    @Test
    void eachWayToABrowserIsRead() {
        assertThat(profile("\"browser\": {\"userDataDir\": \"/srv/profiles/a\"}")
                        .browserSource())
                .isEqualTo(new BrowserSource(
                        BrowserSource.Kind.USER_DATA, java.util.Optional.of(Path.of("/srv/profiles/a"))));
        assertThat(profile("\"browser\": {\"cdpEndpoint\": \"http://127.0.0.1:9222\"}")
                        .browserSource()
                        .kind())
                .isEqualTo(BrowserSource.Kind.ATTACHED);
        assertThat(profile("\"browser\": {\"wsEndpoint\": \"${env:WS}\"}")
                        .browserEndpoint()
                        .reveal())
                .isEqualTo("ws://pw.example:3000/s3cret-path");
    }

    @Test
    void anAddressOfABrowserIsASecretFromItsFirstReadingOn() {
        ProfilesFile file = file("", "\"browser\": {\"wsEndpoint\": \"${env:WS}\"}");
        List<String> heard = new ArrayList<>();
        file.secrets().listen(secret -> heard.add(secret.reveal()));
        Profile shop = file.profile("shop");
        assertThat(heard).isEmpty();

        Secret address = shop.browserEndpoint();

        assertThat(heard).contains("ws://pw.example:3000/s3cret-path");
        assertThat(address + " " + shop + " " + shop.browserSource() + " " + shop.browser())
                .doesNotContain("s3cret");
    }

    @Test
    void anAddressThatIsMissingOrWrongIsNamedByItsVariableOnly() {
        Profile unset = profile("\"browser\": {\"wsEndpoint\": \"${env:UNSET}\"}");
        assertThatThrownBy(unset::browserEndpoint)
                .isInstanceOf(SecretMissingException.class)
                .hasMessageContaining("UNSET");
        Profile bad = profile("\"browser\": {\"cdpEndpoint\": \"${env:BAD}\"}");
        assertThatThrownBy(bad::browserEndpoint)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(
                        "The cdpEndpoint of profile 'shop' is no address of a browser. Accepted: an address"
                                + " that starts with http://, https://, ws://, wss://.")
                .hasMessageNotContaining("etc");
    }

    @Test
    void theProxysSecretsAreReadWhenABrowserIsOpened() {
        BrowserProxy proxy = profile(
                        "\"browser\": {\"proxy\": {\"server\": \"socks5://proxy.example:1080\", \"bypass\":"
                                + " \"*.local\", \"username\": \"me\", \"password\": \"${env:PROXY_PASSWORD}\"}}")
                .proxy()
                .orElseThrow();

        assertThat(proxy.server()).isEqualTo("socks5://proxy.example:1080");
        assertThat(proxy.bypass()).contains("*.local");
        assertThat(proxy.username().orElseThrow().reveal()).isEqualTo("me");
        assertThat(proxy.password().orElseThrow().reveal()).isEqualTo("pr0xy-pass");
        assertThat(proxy).asString().doesNotContain("pr0xy-pass");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'cdpEndpoint': 'http://a:1', 'userDataDir': '/x'|it names the browser in 2 ways: userDataDir, cdpEndpoint",
                "'cdpEndpoint': 'ftp://a'|it is no address of a browser",
                "'wsEndpoint': 'http://a:1'|starts with ws://, wss://",
                "'wsEndpoint': 'ws://a:1/?token=abc'|it holds what opens it",
                "'cdpEndpoint': 'http://me:pw@a:1'|it holds what opens it",
                "'cdpEndpoint': 'http://a:1', 'headless': true|it has no effect on a browser that runs already",
                "'cdpEndpoint': 'http://a:1', 'proxy': {'server': 'p:1'}|it has no effect on a browser that runs already",
                "'cdpEndpoint': 'http://a:1', 'type': 'firefox'|cannot be attached to over CDP",
                "'userDataDir': 'relative/path'|is not an absolute path",
                "'proxy': {'bypass': 'x'}|the field 'server' is missing",
                "'proxy': {'server': 'http://me:pw@p:1'}|is no proxy. Accepted: host:port",
                "'proxy': {'server': 'p:1', 'password': 'literal'}|a password never stands in this file",
                "'proxy': {'server': 'p:1', 'port': 3}|unknown field 'port'",
            })
    void whatIsWrongWithTheBrowserIsNamed(String fields, String problem) {
        String message = problems("", "\"browser\": {" + fields.replace('\'', '"') + "}");

        assertThat(message)
                .contains(problem)
                .doesNotContain("abc")
                .doesNotContain("me:pw")
                .doesNotContain("literal'");
    }

    @Test
    void whatLaunchesByDefaultMayStandAboveAProfileThatAttaches() {
        assertThat(file(
                                "\"browser\": {\"headless\": true, \"args\": [\"--mute-audio\"]},",
                                "\"browser\": {\"cdpEndpoint\": \"http://127.0.0.1:9222\"}")
                        .profile("shop")
                        .browserSource()
                        .kind())
                .isEqualTo(BrowserSource.Kind.ATTACHED);
    }

    @Test
    void aBrowserOfWhichThereIsOneHasNoSeatsAndKeepsItsSessionByItself() {
        String browser = "\"browser\": {\"userDataDir\": \"/x\"}";
        assertThat(problems("", browser + ", \"seats\": 2"))
                .contains("the browser of userDataDir has one session, and seats need one each");
        assertThat(problems("", browser + ", \"session\": \"kept\""))
                .contains("is for browsers that Leasehold launches on a folder of its own");
    }
}
