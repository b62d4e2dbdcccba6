package io.leasehold.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Takes all measurements, prints the table and writes {@code results.json} into the folder that it is given. */
final class Bench {
    private final BenchOptions options;
    private final Lab lab;

    private Bench(BenchOptions options, Lab lab) {
        this.options = options;
        this.lab = lab;
    }

    /** Ends with 0 when all rows were measured, whether they meet their targets or not. */
    public static void main(String[] arguments) throws IOException {
        BenchOptions options = BenchOptions.read(System::getProperty);
        List<Experiment> experiments = options.choose(Rows.all());
        Path folder = Path.of(arguments[0]);
        OldRuns.delete(folder);
        boolean complete;
        try (Lab lab = Lab.open(folder)) {
            complete = new Bench(options, lab).measure(experiments, folder.resolve("results.json"));
        }
        System.exit(complete ? 0 : 1);
    }

    private boolean measure(List<Experiment> experiments, Path results) throws IOException {
        Machine machine = Machine.here(lab.browserVersion());
        say(machine.describe());
        long begin = System.nanoTime();
        List<RowResult> rows = new ArrayList<>();
        for (Experiment experiment : experiments) {
            rows.addAll(measure(experiment));
            // After each, so that a run that is ended leaves what it has.
            new BenchReport(machine, rows).write(results);
        }
        say("");
        say(new BenchReport(machine, rows).table());
        say("%d rows in %d s: %s".formatted(rows.size(), (System.nanoTime() - begin) / 1_000_000_000, results));
        return rows.stream().allMatch(row -> row.failure() == null);
    }

    private List<RowResult> measure(Experiment experiment) {
        List<List<Pair>> rounds = new ArrayList<>();
        List<Goal> goals = experiment.goals();
        try {
            experiment.warmUp(lab);
            for (int number = 1; number <= options.rounds(); number++) {
                List<Pair> round = experiment.round(lab, number);
                rounds.add(round);
                say(progress(goals, number, round));
            }
            return IntStream.range(0, goals.size())
                    .mapToObj(row -> RowResult.of(goals.get(row), column(rounds, row)))
                    .toList();
        } catch (RuntimeException e) {
            say(goals.get(0).name() + " could not be measured: " + e.getMessage());
            return IntStream.range(0, goals.size())
                    .mapToObj(row ->
                            RowResult.failed(goals.get(row), column(rounds, row), String.valueOf(e.getMessage())))
                    .toList();
        }
    }

    private static List<Pair> column(List<List<Pair>> rounds, int row) {
        return rounds.stream().map(round -> round.get(row)).toList();
    }

    private String progress(List<Goal> goals, int number, List<Pair> round) {
        Stream<String> figures = IntStream.range(0, goals.size()).mapToObj(row -> "%s %.1f : %.1f %s"
                .formatted(
                        goals.get(row).name(),
                        round.get(row).ours(),
                        round.get(row).other(),
                        goals.get(row).unit()));
        return "round %d of %d: %s".formatted(number, options.rounds(), figures.collect(Collectors.joining(", ")));
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
