package io.leasehold.readback;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.ReadbackStrength;
import io.leasehold.readback.ReadbackFailure.Claim;
import io.leasehold.readback.ReadbackFailure.Reading;
import io.leasehold.readback.ReadbackFailure.Reason;
import io.leasehold.readback.ReadbackFailure.Seen;
import io.leasehold.readback.ReadbackFailure.WriteRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a failed verdict says, word for word. Requirement: R3. */
final class MessageTests {

    private static ReadbackFailure failure(Reason reason, Seen seen, List<WriteRequest> writes, Reading reading) {
        return new ReadbackFailure(
                "rename store",
                Claim.CONFIRMED,
                ReadbackStrength.CLEAN_ROOM,
                reason,
                "the server shows something else",
                seen,
                writes,
                reading,
                List.of(Path.of("a/readback.html"), Path.of("a/readback-before.png")),
                "lease=1 profile=shop test=T.t");
    }

    @Test
    void everyPartHasALine() {
        ReadbackFailure failure = failure(
                Reason.DIFFERENT,
                new Seen("\"Nimbus\"", "\"Harbor\"", "\"Nimbus\""),
                List.of(
                        new WriteRequest("POST", "http://h/a?name=…", "200"),
                        new WriteRequest("PUT", "http://h/b", "303, on to /c")),
                new Reading("http://h/c", "200", Duration.ofMillis(140), Duration.ofMillis(2_060), 3));

        assertThat(failure.message())
                .isEqualTo(
                        """
                        Mutation 'rename store' is not confirmed in a clean room: the server shows something else.
                          expected:      "Nimbus"
                          server showed: "Harbor"
                          page showed:   "Nimbus"
                          writes:        POST http://h/a?name=… -> 200
                                         PUT http://h/b -> 303, on to /c
                          read:          GET http://h/c -> 200
                          waited:        0.1 s for the writes, 2.1 s for 3 looks
                          evidence:      a/readback.html
                                         a/readback-before.png
                        If the server takes its time, say within(…); if the record has another address, say at(…). \
                        [lease=1 profile=shop test=T.t]""");
    }

    @Test
    void whatIsNotKnownHasNone() {
        ReadbackFailure failure = failure(
                Reason.NOTHING_SENT,
                new Seen("", "", ""),
                List.of(),
                new Reading("", "", Duration.ofSeconds(2), Duration.ZERO, 0));

        assertThat(failure.message())
                .isEqualTo(
                        """
                        Mutation 'rename store' is not confirmed in a clean room: the server shows something else.
                          writes:        none
                          waited:        2.0 s for the writes
                          evidence:      a/readback.html
                                         a/readback-before.png
                        If the change is sent in another way, name it: writesMatching(…) for requests that count all \
                        the same, settledWhen(…) for a WebSocket or a worker, sendingNothing() if it is meant to stay \
                        here. [lease=1 profile=shop test=T.t]""");
    }

    @Test
    void longTextsKeepTheirColumn() {
        ReadbackFailure failure = failure(
                Reason.DIFFERENT,
                new Seen("", "one\ntwo", ""),
                List.of(),
                new Reading("", "", Duration.ZERO, Duration.ZERO, 1));

        assertThat(failure.message()).contains("\n  server showed: one\n                 two\n");
    }

    @ParameterizedTest
    @EnumSource
    void everyReasonHasAdvice(Reason reason) {
        String message = failure(
                        reason, new Seen("", "", ""), List.of(), new Reading("", "", Duration.ZERO, Duration.ZERO, 0))
                .message();

        assertThat(message.lines().reduce((first, last) -> last).orElseThrow())
                .matches("[A-Z].{20,}\\. \\[lease=1 profile=shop test=T\\.t]");
    }

    @Test
    void theErrorHasTheDescriptionAndTheParts() {
        ReadbackFailure failure = failure(
                Reason.SIGNED_OUT,
                new Seen("", "", ""),
                List.of(),
                new Reading("", "", Duration.ZERO, Duration.ZERO, 0));

        ReadbackAssertionError error = new ReadbackAssertionError("the name", failure);

        assertThat(error).hasMessage("[the name] " + failure.message());
        assertThat(error.failure()).isSameAs(failure);
    }
}
