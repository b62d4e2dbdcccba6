package io.leasehold.registry.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Sends signals to processes, by their number. */
final class Signals {

    private Signals() {}

    static void send(String signal, long pid) {
        if (!run("kill", "-" + signal, String.valueOf(pid)) && Files.exists(Path.of("/proc/" + pid))) {
            throw new AssertionError("kill -" + signal + " " + pid + " did not work.");
        }
    }

    /** Runs a command and tells whether it succeeded. */
    static boolean run(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while " + command[0] + " ran.", e);
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
