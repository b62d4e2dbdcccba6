package io.leasehold.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When a context is replaced, as the profiles file says it. Requirement: L16. */
final class RetirementTests {

    private static ProfilesFile read(String json) {
        return ProfilesFile.parse(new SourceText("leasehold.json", json), StubVariables.of(Map.of()));
    }

    private static ProfilesFileException failure(String json) {
        return catchThrowableOfType(ProfilesFileException.class, () -> read(json));
    }

    @Test
    void retirementHasDefaultsForAllProfilesAndEachFieldOfItIsOptional() {
        ProfilesFile file = read(
                """
                {"baseUrl": "http://h/", "retirement": {"leases": 1}, "profiles": {
                  "a": {"accountId": "a"}, "b": {"accountId": "b", "retirement": {"idle": "PT0.5S"}},
                  "c": {"accountId": "c", "retirement": {}},
                  "d": {"accountId": "d", "retirement": {"idle": "PT5M", "age": "PT1H", "leases": 500}}}}""");

        assertThat(file.profile("a").retirement())
                .isEqualTo(new Retirement(Optional.empty(), Optional.empty(), Optional.of(1)));
        assertThat(file.profile("b").retirement())
                .isEqualTo(new Retirement(Optional.of(Duration.ofMillis(500)), Optional.empty(), Optional.empty()));
        assertThat(file.profile("c").retirement()).isEqualTo(Retirement.NEVER);
        assertThat(file.profile("d").retirement())
                .isEqualTo(new Retirement(
                        Optional.of(Duration.ofMinutes(5)), Optional.of(Duration.ofHours(1)), Optional.of(500)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'idle': 'PT0S'}     | column 86, profiles.p.retirement.idle: 'PT0S' is not a duration between"
                        + " PT0.001S and PT720H. Write, for example, \"PT5M\" for five minutes.",
                "{'age': '-PT1S'}     | column 85, profiles.p.retirement.age: '-PT1S' is not a duration",
                "{'age': 'an hour'}   | 'an hour' is not a duration",
                "{'age': 'P31D'}      | 'P31D' is not a duration",
                "{'idle': 5}          | a number stands where a string is expected",
                "{'leases': 0}        | column 88, profiles.p.retirement.leases: '0' is not a whole number from 1 to"
                        + " 999999999.",
                "{'leases': -1}       | '-1' is not a whole number",
                "{'leases': 1.5}      | '1.5' is not a whole number",
                "{'leases': 9999999999} | '9999999999' is not a whole number",
                "{'leases': '5'}      | a string stands where a whole number is expected",
                "{'leases': null}     | Leave the field out",
                "{'lease': 5}         | unknown field 'lease'. Did you mean 'leases'? Accepted: idle, age, leases.",
                "5                    | a number stands where an object is expected"
            })
    void refusesARetirementThatCannotBe(String retirement, String expected) {
        String json = "{\"baseUrl\": \"http://h/\", \"profiles\": {\"p\": {\"accountId\": \"a\", \"retirement\": "
                + retirement.replace("'", "\"") + "}}}";

        assertThat(failure(json)).hasMessageContaining("line 1, column").hasMessageContaining(expected);
    }

    @Test
    void aDefaultRetirementMustBeRightEvenWhereNobodyUsesIt() {
        assertThat(
                        failure(
                                """
                        {"baseUrl": "http://h/", "retirement": {"leases": 0}, "profiles": {
                          "p": {"accountId": "a", "retirement": {"leases": 2}}}}"""))
                .hasMessageContaining("line 1, column 51, retirement.leases: '0' is not a whole number");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void noCodeCanMakeOneThatIsOverBeforeItBegins(int number) {
        Optional<Duration> duration = Optional.of(Duration.ofSeconds(number));

        assertThatThrownBy(() -> new Retirement(duration, Optional.empty(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Retirement(Optional.empty(), duration, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Retirement(Optional.empty(), Optional.empty(), Optional.of(number)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
