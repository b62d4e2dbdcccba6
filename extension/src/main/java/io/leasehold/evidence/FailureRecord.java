package io.leasehold.evidence;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/** The content of {@code failure.json}; every text in it is redacted. Immutable. */
@JsonPropertyOrder({
    "test",
    "lease",
    "profile",
    "time",
    "url",
    "title",
    "exception",
    "message",
    "console",
    "requests",
    "dropped",
    "problems"
})
record FailureRecord(
        String test,
        String lease,
        String profile,
        String time,
        String url,
        String title,
        String exception,
        String message,
        List<Message> console,
        List<Request> requests,
        long dropped,
        List<String> problems) {

    /** A console message. */
    record Message(String time, String type, String text, String location) {
        static Message of(ConsoleEntry entry, Redactor redactor) {
            return new Message(
                    entry.at().toString(),
                    entry.type(),
                    redactor.redact(entry.text()),
                    redactor.redact(entry.location()));
        }
    }

    /** A failed request. */
    record Request(String time, String method, String url, int status, String reason) {
        static Request of(FailedRequest request, Redactor redactor) {
            return new Request(
                    request.at().toString(),
                    redactor.redact(request.method()),
                    redactor.redact(request.url()),
                    request.status(),
                    redactor.redact(request.reason()));
        }
    }
}
