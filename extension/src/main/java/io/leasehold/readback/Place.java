package io.leasehold.readback;

import java.util.Arrays;
import java.util.List;

/** Finds the line of a test in what it threw. */
final class Place {

    private static final List<String> NOT_THE_TEST = List.of(
            "com.microsoft.playwright.",
            "org.assertj.",
            "org.junit.",
            "java.",
            "jdk.",
            "io.leasehold.page.",
            "io.leasehold.worker.");

    private Place() {}

    /** Returns file and line, or nothing where the test cannot be told from libraries. */
    static String of(Throwable thrown) {
        return Arrays.stream(thrown.getStackTrace())
                .filter(frame -> NOT_THE_TEST.stream().noneMatch(frame.getClassName()::startsWith))
                .findFirst()
                .filter(frame -> frame.getFileName() != null && frame.getLineNumber() > 0)
                .filter(frame -> !frame.getClassName().equals(Expectation.class.getName() + "$Assertions"))
                .map(frame -> frame.getFileName() + ":" + frame.getLineNumber())
                .orElse("");
    }
}
