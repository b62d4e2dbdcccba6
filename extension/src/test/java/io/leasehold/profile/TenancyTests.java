package io.leasehold.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long a profile is a run's, as the profiles file says it. Requirement: P2. */
final class TenancyTests {

    private static ProfilesFile read(String ttl) {
        String json = "{\"baseUrl\": \"http://h/\", \"profiles\": {\"p\": {\"accountId\": \"a\", \"ttl\": "
                + ttl.replace("'", "\"") + "}}}";
        return ProfilesFile.parse(new SourceText("leasehold.json", json), StubVariables.of(Map.of()));
    }

    @Test
    void theBoundsThemselvesAreTaken() {
        assertThat(read("'PT6S'").profile("p").ttl()).isEqualTo(Duration.ofSeconds(6));
        assertThat(read("'PT1H'").profile("p").ttl()).isEqualTo(Duration.ofHours(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'PT0S'        | 'PT0S' is not a duration between",
                "'-PT30S'      | '-PT30S' is not a duration between",
                "'PT1H0.001S'  | 'PT1H0.001S' is not a duration between PT0.001S and PT1H.",
                "'PT5.999S'    | is too short: a lease is renewed six times in it, and an answer may take two seconds."
                        + " Write at least \"PT6S\".",
                "'PT1S; DROP TABLE profile' | is not a duration",
                "'30'          | '30' is not a duration",
                "30            | a number stands where a string is expected",
                "null          | Leave the field out"
            })
    void refusesATimeThatCannotBeAndSaysWhere(String ttl, String expected) {
        ProfilesFileException failure = catchThrowableOfType(ProfilesFileException.class, () -> read(ttl));

        assertThat(failure)
                .hasMessageContaining("leasehold.json")
                .hasMessageContaining("line 1, column")
                .hasMessageContaining("profiles.p.ttl")
                .hasMessageContaining(expected);
    }
}
