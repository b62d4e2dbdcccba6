package io.leasehold.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How known values are found. Requirement: D3. */
final class KnownSecretsTests {

    private static final String MASK = "***";

    private final KnownSecrets known = new KnownSecrets();

    @ParameterizedTest
    @CsvSource({
        "a tokentoken b,        a *** b",
        "tokentoken,            ***",
        "tokentokentokentoken,  ***",
        "tokentoke,             tokentoke",
        "xtokentokenx,          x***x",
        "longertokentoken,      ***",
        "tokentokenend,         ***",
        "to,                    to"
    })
    void valuesGoAndTheRestStays(String text, String shown) {
        known.addAll(List.of("tokentoken", "longertokentoken", "kenend"));

        assertThat(known.masked(text, MASK)).isEqualTo(shown);
    }

    @Test
    void valuesThatOverlapAreOne() {
        known.addAll(List.of("abcdef", "defghi", "ghijkl"));

        assertThat(known.masked("1abcdefghijkl2", MASK)).isEqualTo("1***2");
    }

    @Test
    void whatIsTooShortIsNotLearned() {
        assertThat(known.addAll(List.of("abc", ""))).isFalse();
        assertThat(known.masked("abc", MASK)).isEqualTo("abc");
    }

    @Test
    void whatIsKnownIsNoNews() {
        assertThat(known.addAll(List.of("abcd"))).isTrue();
        assertThat(known.addAll(List.of("abcd"))).isFalse();
        assertThat(known.size()).isEqualTo(1);
    }

    /** Against the plain way: nothing of any value is left, whatever the values have in common. */
    @Test
    void noValueIsLeftInAnyText() {
        Random random = new Random(20261121);
        for (int round = 0; round < 2_000; round++) {
            KnownSecrets some = new KnownSecrets();
            List<String> values = IntStream.range(0, 6)
                    .mapToObj(number -> letters(random, 4 + random.nextInt(4)))
                    .toList();
            some.addAll(values);
            String text = letters(random, 60);

            String shown = some.masked(text, MASK);

            assertThat(values).as(text).noneMatch(shown::contains);
            assertThat(values.stream().anyMatch(text::contains)).as(text).isEqualTo(!shown.equals(text));
        }
    }

    private static String letters(Random random, int length) {
        return random.ints(length, 'a', 'c' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
