package io.leasehold.registry.jdbc;

import io.leasehold.fixture.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Sends signals to processes, by their number. */
final class Signals {

    private Signals() {}

    static void send(String signal, long pid) {
        if (!Command.run("kill", "-" + signal, String.valueOf(pid)) && Files.exists(Path.of("/proc/" + pid))) {
            throw new AssertionError("kill -" + signal + " " + pid + " did not work.");
        }
    }

    /** Returns the letter of a process' state, or nothing when there is no such process. */
    static String state(long pid) {
        Path stat = Path.of("/proc/" + pid + "/stat");
        try {
            String text = Files.readString(stat, StandardCharsets.ISO_8859_1);
            int at = text.lastIndexOf(')') + 2;
            return text.substring(at, at + 1);
        } catch (IOException e) {
            if (Files.exists(stat)) {
                throw new UncheckedIOException(e);
            }
            return "";
        }
    }
}
