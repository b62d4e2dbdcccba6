package io.leasehold.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leasehold.ProfileId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProfilesFileTests {

    private static final String WHOLE =
            """
            {
              "baseUrl": "${env:SHOP_URL:-http://127.0.0.1:7070}",
              "browser": { "args": ["--lang=en"], "headless": true },
              "profiles": {
                "shop-admin": {
                  "accountId": "shop-admin@harbor.example",
                  "platform": "harbor", "group": "admins",
                  "entryUrl": "/orders",
                  "login": { "url": "/login", "steps": [
                      {"fill": "Email", "with": "shop-admin@harbor.example"},
                      {"fill": "Password", "with": "${env:HARBOR_PASSWORD}"},
                      {"click": "Sign in"},
                      {"expect": "text=Signed in as"} ] },
                  "probe": { "url": "/account", "ready": "[data-testid=account]",
                      "account": {"selector":"[data-testid=account]", "contains":"shop-admin@harbor.example"},
                      "loggedOut": "form[action='/login']", "needsReview": "text=Verification code",
                      "timeout": "PT10S" },
                  "browser": { "type": "chromium", "channel": "chrome", "executable": "/usr/bin/chromium",
                      "headless": false },
                  "session": "kept"
                },
                "buyer#2": { "accountId": "buyer" }
              }
            }
            """;

    @Test
    void readsEveryField() {
        Profile admin = read(WHOLE).profile("shop-admin");

        assertThat(admin.id()).isEqualTo(new ProfileId("shop-admin"));
        assertThat(admin.accountId()).isEqualTo("shop-admin@harbor.example");
        assertThat(admin.platform()).contains("harbor");
        assertThat(admin.group()).contains("admins");
        assertThat(admin.baseUrl()).contains("http://127.0.0.1:7070/");
        assertThat(admin.entryUrl()).isEqualTo("http://127.0.0.1:7070/orders");
        assertThat(admin.session()).isEqualTo(SessionKeeping.KEPT);
        assertThat(admin.login()).get().isInstanceOf(StepsLogin.class);
        assertThat(admin.probe()).isInstanceOf(SelectorProbe.class);
        assertThat(admin.options()).isEmpty();
    }

    @Test
    void completesTheBrowserFieldByField() {
        ProfilesFile file = read(WHOLE);

        assertThat(file.profile("shop-admin").browser())
                .isEqualTo(new BrowserSettings(
                        BrowserKind.CHROMIUM,
                        Optional.of("chrome"),
                        Optional.of(Path.of("/usr/bin/chromium")),
                        Optional.of(false),
                        List.of("--lang=en")));
        assertThat(file.profile("buyer#2").browser().headless()).contains(true);
    }

    @Test
    void givesDefaultsToASmallProfile() {
        Profile buyer = read(WHOLE).profile("buyer#2");

        assertThat(buyer.entryUrl()).isEqualTo("http://127.0.0.1:7070/");
        assertThat(buyer.session()).isEqualTo(SessionKeeping.FRESH);
        assertThat(buyer.login()).isEmpty();
        assertThat(buyer.probe()).isInstanceOf(DefaultProbe.class);
    }

    @Test
    void takesAddressesFromTheEnvironment() {
        ProfilesFile file = ProfilesFile.parse(
                new SourceText("leasehold.json", WHOLE),
                StubVariables.of(Map.of("SHOP_URL", "https://shop.example/app/")));

        assertThat(file.profile("buyer#2").entryUrl()).isEqualTo("https://shop.example/app/");
        assertThat(file.profile("buyer#2").resolve("orders?page=2"))
                .isEqualTo("https://shop.example/app/orders?page=2");
        assertThat(file.profile("buyer#2").resolve("?page=2")).isEqualTo("https://shop.example/app/?page=2");
    }

    @Test
    void listsAllProblemsWithTheirPlaces() {
        ProfilesFileException failure = failure(
                """
                {
                  "baseURL": "http://x",
                  "profiles": {
                    "-bad": { "accountId": "a" },
                    "a": { "accountId": 7, "entryUrl": "http://h/", "session": "keep", "session": "fresh",
                      "browser": { "type": "chrome", "headless": "yes" },
                      "probe": { "timeout": "10s", "account": {} },
                      "login": { "steps": [ {"fill": "Email"}, {"clik": "x"}, {"click": "x", "press": "y"}, 5 ] } },
                    "b": { "baseUrl": "ftp://h/", "options": "no.such.Options" }
                  }
                }
                """);

        assertThat(failure.problems())
                .containsExactly(
                        "line 2, column 3, baseURL: unknown field 'baseURL'. Did you mean 'baseUrl'? Accepted: baseUrl,"
                                + " entryUrl, browser, login, probe, options, retirement, loginBudget, environment,"
                                + " mask, profiles, pools.",
                        "line 4, column 5, profiles.-bad: '-bad' is not a profile id: " + ProfileId.rule(),
                        "line 5, column 25, profiles.a.accountId: a number stands where a string is expected.",
                        "line 5, column 64, profiles.a.session: 'keep' is not accepted. Accepted:"
                                + " \"fresh\", \"kept\".",
                        "line 5, column 72, profiles.a.session: this name stands twice; the first is at line 5, column"
                                + " 53.",
                        "line 6, column 28, profiles.a.browser.type: 'chrome' is not accepted. Accepted: \"chromium\","
                                + " \"firefox\", \"webkit\".",
                        "line 6, column 50, profiles.a.browser.headless: a string stands where true or false is"
                                + " expected.",
                        "line 7, column 29, profiles.a.probe.timeout: '10s' is not a duration between PT0.001S and"
                                + " PT10M. Write, for example, \"PT10S\" for ten seconds.",
                        "line 7, column 47, profiles.a.probe.account: the field 'selector' is missing: write, for"
                                + " example, \"selector\": \"[data-testid=account]\".",
                        "line 8, column 29, profiles.a.login.steps[0]: the field 'with' is missing: write, for example,"
                                + " \"with\": \"${env:NAME}\".",
                        "line 8, column 48, profiles.a.login.steps[1]: a step does exactly one thing, and this one does"
                                + " 0. Accepted: fill, click, press, select, check, expect, goto.",
                        "line 8, column 49, profiles.a.login.steps[1].clik: unknown field 'clik'. Did you mean 'click'?"
                                + " Accepted: fill, click, press, select, check, expect, goto, with.",
                        "line 8, column 63, profiles.a.login.steps[2]: a step does exactly one thing, and this one does"
                                + " 2. Accepted: fill, click, press, select, check, expect, goto.",
                        "line 8, column 93, profiles.a.login.steps[3]: a number stands where a step, an object, is"
                                + " expected.",
                        "line 9, column 10, profiles.b: the field 'accountId' is missing: write, for example,"
                                + " \"accountId\": \"admin@shop.example\".",
                        "line 9, column 23, profiles.b.baseUrl: 'ftp://h/' is not a web address. Accepted: http and"
                                + " https.",
                        "line 9, column 46, profiles.b.options: 'no.such.Options' is not a class on the class path of"
                                + " the tests. Write the full name, with '$' before a nested class.");
        assertThat(failure).hasMessageStartingWith("leasehold.json cannot be used: it has 17 problems.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                       | it is empty",
                "[]                       | an array stands where an object",
                "null                     | null stands where an object",
                "{} {}                    | there is more after the end",
                "{                        | it ends in the middle of a value",
                "{\"profiles\": hunter22} | it is not JSON",
                "{\"profiles\": {},}      | it is not JSON",
                "{\"profiles\": {}}       | it holds no profile",
                "{}                       | the field 'profiles' is missing",
                "{\"profiles\": null}     | Leave the field out",
                "// hi                    | it is not JSON"
            })
    void refusesWhatIsNoProfilesFile(String json, String expected) {
        assertThat(failure(json)).hasMessageContaining(expected).hasMessageNotContaining("hunter22");
    }

    @Test
    void refusesDeepNesting() {
        assertThat(failure("[".repeat(100_000))).hasMessageContaining("nested deeper than 64 levels");
        assertThat(failure("{\"a\":".repeat(65) + "1" + "}".repeat(65))).hasMessageContaining("deeper than 64");
    }

    @Test
    void keepsItsMemoryInBoundsWithLongNamesAndManyProblems() {
        StringBuilder json = new StringBuilder("{\"" + "n".repeat(300_000) + "\":[");
        json.append("{\"a\":1,\"a\":2},".repeat(40_000)).append("1]}");

        ProfilesFileException failure = failure(json.toString());

        assertThat(failure.problems()).hasSize(1_000);
        assertThat(failure).message().hasSizeLessThan(200_000);
    }

    @ParameterizedTest
    @CsvSource({
        "Password, hunter22",
        "'#user-password', hunter22",
        "'input[type=password]', hunter22",
        "API token, hunter22",
        "Client secret, hunter22",
        "PIN, hunter22",
        "Password, 'hunter${env:X}'",
        "Password, '${env:X:-hunter22}'"
    })
    void refusesAPasswordThatStandsInTheFile(String target, String value) {
        assertThat(failure(withStep("{\"fill\": \"" + target + "\", \"with\": \"" + value + "\"}")))
                .hasMessageContaining("Use ${env:NAME}")
                .hasMessageNotContaining("hunter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"12345678", "${env:CODE}"})
    void refusesAStepIntoAVerificationPrompt(String value) {
        assertThat(failure(withStep("{\"fill\": \"One-time code\", \"with\": \"" + value + "\"}")))
                .hasMessageContaining("a person answers")
                .hasMessageNotContaining("12345678");
    }

    @Test
    void acceptsAPasswordFromTheEnvironmentThatIsNotSetYet() {
        Profile profile = read(withStep("{\"fill\": \"Password\", \"with\": \"${env:NOT_SET_YET}\"}"))
                .profile("p");

        assertThat(profile.login()).isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "${env:UNSET_URL}        | environment variable UNSET_URL is not set",
                "${property:unset.url}   | system property unset.url is not set. Pass -Dunset.url=…",
                "${envv:X}               | no placeholder that is known here",
                "${env:X                 | no placeholder that is known here",
                "http://u:hunter22@h/    | holds a user name or a password",
                "http:///x               | without a host",
                "http://h:99999/         | its host or port",
                "http://h/a b            | is not a URL",
                "/relative               | is relative and there is no baseUrl",
                "http://h/?token=hunter22| remove what follows"
            })
    void refusesAWrongBaseUrl(String url, String expected) {
        String json = "{\"profiles\": {\"p\": {\"accountId\": \"a\", \"baseUrl\": \"" + url + "\"}}}";

        assertThat(failure(json)).hasMessageContaining(expected).hasMessageNotContaining("hunter22");
    }

    @Test
    void doesNotShowWhatAPlaceholderStandsFor() {
        String json = "{\"profiles\": {\"p\": {\"accountId\": \"a\", \"baseUrl\": \"${env:URL}\"}}}";

        assertThatThrownBy(() ->
                        ProfilesFile.parse(new SourceText("f", json), StubVariables.of(Map.of("URL", "hunter22"))))
                .hasMessageContaining("'${env:URL}' is relative")
                .hasMessageNotContaining("hunter22");
    }

    @Test
    void reportsAWrongDefaultOnceAndAlsoWhenEveryProfileReplacesIt() {
        String inherited =
                """
                { "baseUrl": "ftp://x", "profiles": { "a": {"accountId": "a"}, "b": {"accountId": "b"} } }""";
        String replaced =
                """
                { "entryUrl": 5, "profiles": { "a": {"accountId": "a", "entryUrl": "http://h/"} } }""";

        assertThat(failure(inherited).problems()).hasSize(1);
        assertThat(failure(replaced).problems())
                .containsExactly("line 1, column 15, entryUrl: a number stands where a string is expected.");
    }

    @Test
    void readsAFileWithAByteOrderMarkAndRefusesOtherEncodings(@TempDir Path folder) throws IOException {
        Path marked = Files.writeString(folder.resolve("marked.json"), "\uFEFF" + WHOLE);
        Path latin = Files.write(folder.resolve("latin.json"), "{\"é\":1}".getBytes(StandardCharsets.ISO_8859_1));
        Path huge = Files.write(folder.resolve("huge.json"), new byte[(1 << 20) + 1]);

        assertThat(ProfilesFile.open(marked).profiles()).hasSize(2);
        assertThatThrownBy(() -> ProfilesFile.open(latin)).hasMessageContaining("it is not UTF-8");
        assertThatThrownBy(() -> ProfilesFile.open(huge.toString())).hasMessageContaining("more than 1 MiB");
    }

    @Test
    void saysWhereAMissingFileWasLookedForAndShowsAnExampleThatWorks() {
        ProfilesFileException failure =
                catchThrowableOfType(ProfilesFileException.class, () -> ProfilesFile.open("no/such/leasehold.json"));

        assertThat(failure)
                .hasMessageContaining("'no/such/leasehold.json' as a class path resource and as the file /")
                .hasMessageContaining("src/test/resources/leasehold.json");
        String message = String.valueOf(failure.getMessage());
        String example = message.substring(message.indexOf('{'));
        assertThat(read(example).profiles()).hasSize(1);
    }

    @Test
    void namesTheKnownProfilesForAnUnknownOne() {
        assertThatThrownBy(() -> read(WHOLE).profile("shop-admn"))
                .isInstanceOf(UnknownProfileException.class)
                .hasMessage("No profile is called 'shop-admn': leasehold.json has shop-admin, buyer#2. Did you mean"
                        + " 'shop-admin'? Correct the name, or add the profile. [profile=shop-admn]");
    }

    @Test
    void tellsListenersEverySecretAlsoThoseGivenBefore() {
        ProfilesFile file = ProfilesFile.parse(
                new SourceText("f", WHOLE), new StubVariables(Map.of("A", "hunter22"), Map.of("B", "hunter33")));
        List<String> heard = new ArrayList<>();

        Secret early = file.profile("buyer#2").secret("A");
        file.secrets().listen(secret -> heard.add(secret.reveal()));
        file.profile("buyer#2").secret("B");

        assertThat(heard).containsExactly("hunter22", "hunter33");
        assertThat(early).hasToString("Secret[***]");
        assertThatThrownBy(() -> file.profile("buyer#2").secret("C"))
                .isInstanceOf(SecretMissingException.class)
                .hasMessageContaining("Set C in the environment");
    }

    private static ProfilesFile read(String json) {
        return ProfilesFile.parse(new SourceText("leasehold.json", json), StubVariables.of(Map.of()));
    }

    private static ProfilesFileException failure(String json) {
        return catchThrowableOfType(ProfilesFileException.class, () -> read(json));
    }

    private static String withStep(String step) {
        return "{\"baseUrl\": \"http://h\", \"profiles\": {\"p\": {\"accountId\": \"a\", \"login\": {\"steps\": ["
                + step + "]}}}}";
    }
}
