package io.leasehold.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Checkouts and returns by several processes at once, against two plain commits each. */
record RegistryCheckouts(Goal goal, int processes, Supplier<String> place) implements Experiment {

    private static final int TIMES = 400;
    private static final int MOST_PROCESSES = 8;
    private static final double NANOS_A_MILLI = 1_000_000;

    @Override
    public List<Goal> goals() {
        return List.of(goal);
    }

    @Override
    public List<Pair> round(ChildRuns runs, int number) {
        String at = place.get();
        try {
            PlainRow.prepare(at.startsWith("jdbc:") ? at : at + ".plain", MOST_PROCESSES);
            if (number % 2 == 0) {
                double second = millis("other", at);
                return List.of(new Pair(millis("ours", at), second));
            }
            double first = millis("ours", at);
            return List.of(new Pair(first, millis("other", at)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException("The plain table could not be made.", e);
        }
    }

    /** Returns the milliseconds that one turn takes of all processes together: the inverse of turns a second. */
    private double millis(String side, String at) throws IOException {
        String where = side.equals("ours") || at.startsWith("jdbc:") ? at : at + ".plain";
        List<Process> started = new ArrayList<>();
        try {
            for (int number = 0; number < processes; number++) {
                started.add(start(side, where, number));
            }
            List<BufferedReader> outputs = new ArrayList<>();
            for (Process process : started) {
                BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
                outputs.add(output);
                expect(output.readLine());
            }
            for (Process process : started) {
                process.getOutputStream().write('\n');
                process.getOutputStream().flush();
            }
            long longest = 0;
            for (BufferedReader output : outputs) {
                longest = Math.max(longest, Long.parseLong(output.readLine()));
            }
            return longest / NANOS_A_MILLI / (TIMES * processes);
        } finally {
            started.forEach(Process::destroyForcibly);
        }
    }

    private static void expect(String line) {
        if (!RegistryLoad.READY.equals(line)) {
            throw new IllegalStateException("A measured process said '" + line + "' instead of being ready.");
        }
    }

    private static Process start(String side, String place, int number) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                RegistryLoad.class.getName(),
                side,
                place,
                String.valueOf(number),
                String.valueOf(TIMES));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
