package io.leasehold.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often an account may be signed in, as the profiles file says it. Requirement: C4. */
final class LoginBudgetTests {

    private static ProfilesFile read(String json) {
        return ProfilesFile.parse(new SourceText("leasehold.json", json), StubVariables.of(Map.of()));
    }

    @Test
    void aBudgetHasDefaultsForAllProfilesAndEachFieldOfItIsOptional() {
        ProfilesFile file = read(
                """
                {"baseUrl": "http://h/", "loginBudget": {"logins": 5}, "profiles": {
                  "a": {"accountId": "a"}, "b": {"accountId": "b", "loginBudget": {"per": "PT10M"}},
                  "c": {"accountId": "c", "loginBudget": {"logins": 1, "per": "PT24H", "refusals": 1}}}}""");

        assertThat(file.profile("a").loginBudget()).isEqualTo(LoginBudget.of(5, Duration.ofHours(1), 3));
        assertThat(file.profile("b").loginBudget()).isEqualTo(new LoginBudget(60, Duration.ofMinutes(10), 3, true));
        assertThat(file.profile("c").loginBudget()).isEqualTo(LoginBudget.of(1, Duration.ofDays(1), 1));
    }

    @Test
    void theUsualBudgetGrowsWithTheSeatsAndOneThatIsGivenDoesNot() {
        ProfilesFile file = read(
                """
                {"baseUrl": "http://h/", "profiles": {
                  "a": {"accountId": "a", "seats": 4},
                  "b": {"accountId": "b", "seats": 4, "loginBudget": {"logins": 70}}}}""");

        assertThat(file.profile("a#3").loginBudget()).isEqualTo(LoginBudget.of(240, Duration.ofHours(1), 3));
        assertThat(file.profile("b#3").loginBudget()).isEqualTo(LoginBudget.of(70, Duration.ofHours(1), 3));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'logins': 0}     | column 89, profiles.p.loginBudget.logins: '0' is not a whole number from 1 to"
                        + " 10000.",
                "{'logins': 10001} | '10001' is not a whole number from 1 to 10000.",
                "{'logins': '5'}   | a string stands where a whole number is expected",
                "{'per': 'PT25H'}  | 'PT25H' is not a duration between PT0.001S and PT24H. Write, for example,"
                        + " \"PT1H\" for an hour.",
                "{'per': 'hour'}   | 'hour' is not a duration",
                "{'refusals': 101} | '101' is not a whole number from 1 to 100.",
                "{'login': 5}      | unknown field 'login'. Did you mean 'logins'? Accepted: logins, per, refusals.",
                "10                | a number stands where an object is expected"
            })
    void refusesABudgetThatCannotBe(String budget, String expected) {
        String json = "{\"baseUrl\": \"http://h/\", \"profiles\": {\"p\": {\"accountId\": \"a\", \"loginBudget\": "
                + budget.replace("'", "\"") + "}}}";

        assertThat(catchThrowableOfType(ProfilesFileException.class, () -> read(json)))
                .hasMessageContaining("line 1, column")
                .hasMessageContaining(expected);
    }

    @Test
    void noCodeCanMakeOneThatAllowsNothing() {
        assertThatThrownBy(() -> LoginBudget.of(0, Duration.ofHours(1), 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LoginBudget.of(1, Duration.ZERO, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LoginBudget.of(1, Duration.ofDays(2), 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LoginBudget.of(1, Duration.ofHours(1), 0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
