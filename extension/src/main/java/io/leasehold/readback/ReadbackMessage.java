package io.leasehold.readback;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Words a failed readback. */
final class ReadbackMessage {

    private ReadbackMessage() {}

    static String of(ReadbackFailure failure) {
        StringBuilder text = new StringBuilder(headline(failure));
        for (String line : lines(failure)) {
            text.append(line);
        }
        return text.append(System.lineSeparator())
                .append(advice(failure))
                .append(" [")
                .append(failure.lease())
                .append("]")
                .toString();
    }

    private static String headline(ReadbackFailure failure) {
        String claim = failure.claim().name().toLowerCase(Locale.ROOT);
        return "Mutation '" + failure.mutation() + "' is not " + claim + " "
                + failure.strength().phrase() + ": " + failure.detail() + ".";
    }

    private static List<String> lines(ReadbackFailure failure) {
        List<String> lines = new ArrayList<>();
        add(lines, "expected:", failure.seen().expected());
        add(lines, "server showed:", failure.seen().server());
        add(lines, "page showed:", failure.seen().page());
        if (failure.writes().isEmpty()) {
            add(lines, "writes:", "none");
        }
        for (int at = 0; at < failure.writes().size(); at++) {
            add(lines, at == 0 ? "writes:" : "", failure.writes().get(at).toString());
        }
        ReadbackFailure.Reading reading = failure.reading();
        add(lines, "read:", reading.url().isEmpty() ? "" : "GET " + reading.url() + " -> " + reading.answer());
        add(lines, "waited:", waited(reading));
        for (int at = 0; at < failure.evidence().size(); at++) {
            add(lines, at == 0 ? "evidence:" : "", failure.evidence().get(at).toString());
        }
        return lines;
    }

    private static void add(List<String> lines, String label, String value) {
        if (!value.isEmpty()) {
            String indented = value.strip().replaceAll("\\R", "$0                 ");
            lines.add(String.format(Locale.ROOT, "%n  %-14s %s", label, indented));
        }
    }

    private static String waited(ReadbackFailure.Reading reading) {
        String settling = seconds(reading.settling()) + " for the writes";
        return reading.looks() == 0
                ? settling
                : settling + ", " + seconds(reading.looking()) + " for "
                        + (reading.looks() == 1 ? "1 look" : reading.looks() + " looks");
    }

    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }

    private static String advice(ReadbackFailure failure) {
        return switch (failure.reason()) {
            case NOTHING_SENT ->
                "If the change is sent in another way, name it: writesMatching(…) for requests that count all the same,"
                        + " settledWhen(…) for a WebSocket or a worker, sendingNothing() if it is meant to stay here.";
            case SENT_UNEXPECTEDLY -> "Take back sendingNothing(), or leave out what is no change with ignoring(…).";
            case SENT_AGAIN ->
                "Leave out what is no change with ignoring(…), or name the change with writesMatching(…).";
            case NOT_SETTLED ->
                "Raise leasehold.readback.settle, or leave out requests that never end with ignoring(…).";
            case REFUSED -> "Leave out requests that are no part of the change with ignoring(…).";
            case DIFFERENT ->
                failure.claim() == ReadbackFailure.Claim.CONFIRMED
                        ? "If the server takes its time, say within(…); if the record has another address, say at(…)."
                        : "If the change is taken back later, say within(…).";
            case CHANGED_LATER -> "The server changed its mind: look for a queue, a job or another test.";
            case SIGNED_OUT -> "What this page shows says nothing about the account's data.";
            case ELSEWHERE -> "If that is where the record is now, say at(…).";
            case NOT_FROM_SERVER -> "Such an answer says nothing about the server: read in a clean room.";
            case UNREADABLE -> "Say at(…) if the record has another address.";
        };
    }
}
