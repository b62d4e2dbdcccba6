package io.leasehold.registry;

import io.leasehold.LeaseId;
import io.leasehold.ProfileId;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A note on a lease as a line of a file. */
record SpooledNote(LeaseKey key, HolderNote note) {

    /** Tells a line from one that was cut off. */
    private static final String END = ";";
    /** Lease, profile, token, number, milliseconds since 1970, text. What a line ends with is decided by who splits them. */
    private static final Pattern LINE = Pattern.compile(
            "(\\S+) ([A-Za-z0-9][A-Za-z0-9._#-]{0,63}) (\\d{1,18}) ([1-9]\\d{0,17}) (\\d{1,18}) (.*)" + END,
            Pattern.DOTALL);

    static boolean isWhole(String line) {
        return line.endsWith(END);
    }

    /** Returns nothing for a line that was cut off, or that another version wrote. */
    static Optional<SpooledNote> read(String line) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            return Optional.empty();
        }
        LeaseKey key = new LeaseKey(
                new ProfileId(parts.group(2)), new LeaseId(parts.group(1)), Long.parseLong(parts.group(3)));
        Instant at = Instant.ofEpochMilli(Long.parseLong(parts.group(5)));
        return Optional.of(new SpooledNote(key, new HolderNote(Long.parseLong(parts.group(4)), at, parts.group(6))));
    }

    /** Returns it in one line, whatever its text is and whatever digits the machine's user writes. */
    String line() {
        return String.format(
                Locale.ROOT,
                "%s %s %d %d %d %s%s\n",
                key.lease(),
                key.profile(),
                key.fencingToken(),
                note.sequence(),
                note.at().toEpochMilli(),
                note.text().replaceAll("\\p{Cntrl}", " "),
                END);
    }
}
