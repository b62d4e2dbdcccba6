package io.leasehold.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A note is one line of a file, and is read from it as it was written.
 *
 * <p>Requirement: P3, P10.
 */
final class SpooledNoteTests {

    private static final Instant AT = Instant.parse("2026-03-04T10:15:30.123Z");

    private static SpooledNote note(String text) {
        return new SpooledNote(Leases.KEY, new HolderNote(12, AT, text));
    }

    private static String line(SpooledNote note) {
        assertThat(note.line()).endsWith(";\n").containsOnlyOnce("\n");
        return note.line().strip();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "It stopped by itself; so it says.",
                "",
                " 7 8 9 ;",
                "naïve 日本語 🙈 '; DROP TABLE profile; -- $1 %s \\n",
                "\u0085 \u2028 \u2029"
            })
    void anyTextIsReadAsItWasWritten(String text) {
        assertThat(SpooledNote.read(line(note(text)))).contains(note(text));
    }

    @Test
    void whatEndsALineOrATextIsASpace() {
        assertThat(SpooledNote.read(line(note("One.\r\n\u0000End.")))).contains(note("One.   End."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ar-EG", "fa-IR", "th-TH-u-nu-thai"})
    @ResourceLock(Resources.LOCALE)
    void numbersAreWrittenAlikeEverywhere(String language) {
        String before = line(note("One."));
        Locale usual = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag(language));
        try {
            assertThat(String.format("%d", 7)).as("it has digits of its own").isNotEqualTo("7");
            assertThat(line(note("One."))).isEqualTo(before);
        } finally {
            Locale.setDefault(usual);
        }
    }

    @Test
    void aLineThatWasCutOffIsToldFromOneOfAnotherVersion() {
        String line = line(note("One."));
        String cut = line.substring(0, line.length() - 1);
        String foreign = "v9 " + line;

        assertThat(SpooledNote.read(cut)).isEmpty();
        assertThat(SpooledNote.isWhole(cut)).isFalse();
        assertThat(SpooledNote.read(foreign)).isEmpty();
        assertThat(SpooledNote.isWhole(foreign)).isTrue();
    }
}
