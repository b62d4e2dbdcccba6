package io.leasehold.timeline;

import java.time.Duration;
import java.time.Instant;
import org.apiguardian.api.API;

/** One named value of an event. Immutable; texts and addresses are redacted when they are written. */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public sealed interface Detail {

    /** Returns its name. */
    String name();

    /** Returns what may be written: a text or a whole number. */
    Object shown(Redaction redaction);

    static Detail text(String name, String value) {
        return new Text(name, Cut.toKeep(value));
    }

    static Detail address(String name, String url) {
        return new Address(name, Cut.toKeep(url));
    }

    static Detail number(String name, long value) {
        return new Count(name, value);
    }

    /** Returns a time span in whole milliseconds. */
    static Detail millis(String name, long nanos) {
        return new Count(name, Duration.ofNanos(nanos).toMillis());
    }

    static Detail time(String name, Instant value) {
        return new Time(name, value);
    }

    /** Any text. */
    record Text(String name, String value) implements Detail {
        @Override
        public Object shown(Redaction redaction) {
            return Cut.toShow(redaction.text().apply(value));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** A URL. */
    record Address(String name, String url) implements Detail {
        @Override
        public Object shown(Redaction redaction) {
            return Cut.toShow(redaction.address().apply(url));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** A whole number. */
    record Count(String name, long value) implements Detail {
        @Override
        public Object shown(Redaction redaction) {
            return value;
        }
    }

    /** A point in time. */
    record Time(String name, Instant value) implements Detail {
        @Override
        public Object shown(Redaction redaction) {
            return value.toString();
        }
    }
}
