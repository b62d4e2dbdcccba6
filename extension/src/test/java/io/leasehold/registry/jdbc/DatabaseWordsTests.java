package io.leasehold.registry.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a database said becomes one sentence of a message. Requirement: P13. */
final class DatabaseWordsTests {

    @ParameterizedTest
    @CsvSource({
        "the server is away, the server is away.",
        "It is away., It is away.",
        "' one\n  Hint: two\t', one Hint: two.",
    })
    void areASentence(String said, String sentence) {
        assertThat(DatabaseWords.of(new SQLException(said))).isEqualTo(sentence);
    }

    @Test
    void areCutWhereNobodyReadsOn() {
        assertThat(DatabaseWords.of(new SQLException("w".repeat(300)))).isEqualTo("w".repeat(300) + ".");
        assertThat(DatabaseWords.of(new SQLException("w".repeat(301)))).isEqualTo("w".repeat(300) + "….");
    }
}
