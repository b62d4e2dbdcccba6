package io.leasehold.readback;

import io.leasehold.ReadbackStrength;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Why a change is not what was claimed, in parts; {@link #message()} puts them together. Immutable; holds no secret that
 * Leasehold knows.
 *
 * @param mutation the change's name
 * @param claim what was claimed
 * @param strength the look that failed, which may be a weaker one than was asked for
 * @param reason why
 * @param detail the end of the sentence that says why
 * @param seen what was expected and what was seen
 * @param writes the requests that count as the change, in their order
 * @param reading how it was read
 * @param evidence files that show more
 * @param lease names the lease
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record ReadbackFailure(
        String mutation,
        Claim claim,
        ReadbackStrength strength,
        Reason reason,
        String detail,
        Seen seen,
        List<WriteRequest> writes,
        Reading reading,
        List<Path> evidence,
        String lease) {

    /** What was claimed of a change. */
    public enum Claim {
        /** The server shows the new value. */
        CONFIRMED,
        /** The server still shows the old value. */
        REJECTED
    }

    /** Why a claim failed. */
    public enum Reason {
        /** No write request left the page. */
        NOTHING_SENT,
        /** A write request left the page, and none was expected. */
        SENT_UNEXPECTEDLY,
        /** More than one write request left the page, and one was expected. */
        SENT_AGAIN,
        /** A write was not answered in time, or the condition of the test did not come true. */
        NOT_SETTLED,
        /** The server answered a write with an error, or the network failed. */
        REFUSED,
        /** The server shows something else than expected. */
        DIFFERENT,
        /** It held at first, and later it did not. */
        CHANGED_LATER,
        /** The right account is not, or not surely, signed in any more. */
        SIGNED_OUT,
        /** The address leads to another place now. */
        ELSEWHERE,
        /** Something else than the server answered. */
        NOT_FROM_SERVER,
        /** The page could not be opened. */
        UNREADABLE
    }

    /**
     * What was expected and seen.
     *
     * @param expected what was expected; empty where nothing was looked at
     * @param server what the server showed; empty where nothing was looked at
     * @param page what the page showed before it was read again; empty where that is not known
     */
    public record Seen(String expected, String server, String page) {}

    /**
     * One request of the change.
     *
     * @param url its place, without values
     * @param answer the status, or what came in its place
     */
    public record WriteRequest(String method, String url, String answer) {
        @Override
        public String toString() {
            return method + " " + url + " -> " + answer;
        }
    }

    /**
     * How the server was read.
     *
     * @param url the place that was opened; empty where none was
     * @param answer its status
     * @param settling how long the change took to settle
     * @param looking how long was looked
     * @param looks how often
     */
    public record Reading(String url, String answer, Duration settling, Duration looking, int looks) {}

    /** Copies the lists. */
    public ReadbackFailure {
        writes = List.copyOf(writes);
        evidence = List.copyOf(evidence);
    }

    /** Puts the parts together for people. */
    public String message() {
        return ReadbackMessage.of(this);
    }
}
