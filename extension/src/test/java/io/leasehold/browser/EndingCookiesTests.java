package io.leasehold.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of a login in a folder of the user's own. Requirement: P14, D3. */
final class EndingCookiesTests {

    private static final String STATE =
            """
            {"cookies": [{"name": "session", "value": "session-value", "expires": -1}, {"name": "bare", "value": "bare-value"},
              {"name": "remembered", "value": "remembered-value", "expires": 1900000000}],
             "origins": [{"origin": "https://shop.example", "localStorage": [{"name": "token", "value": "token-in-storage"}]}]}""";

    @TempDir
    private Path folder;

    private EndingCookies of(String userData, String account) {
        return new EndingCookies(folder.resolve("shop"), folder.resolve(userData), account);
    }

    @Test
    void onlyCookiesThatEndWithTheBrowserAreKept() {
        of("own", "admin").write(STATE);

        assertThat(of("own", "admin").read().orElseThrow())
                .contains("session-value", "bare-value")
                .doesNotContain("remembered-value", "token-in-storage");
        assertThat(folder.resolve("shop")).isDirectoryContaining("glob:**/cookies.json");
        assertThat(folder.resolve("shop").toFile().list()).as("no part is left").hasSize(1);
    }

    @Test
    void anotherAccountOrFolderGetsNone() {
        of("own", "admin").write(STATE);

        assertThat(of("own", "clerk").read()).isEmpty();
        assertThat(of("other", "admin").read()).isEmpty();
    }

    @Test
    void aFileThatNobodyCanReadIsNone() throws IOException {
        of("own", "admin").write(STATE);
        Files.writeString(folder.resolve("shop/cookies.json"), "{\"userDataDir\": ");

        assertThat(of("own", "admin").read()).isEmpty();
        of("own", "admin").write(STATE);
        assertThat(of("own", "admin").read()).isPresent();
    }
}
