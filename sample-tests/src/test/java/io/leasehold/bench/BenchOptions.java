package io.leasehold.bench;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What a run measures.
 *
 * @param rows names of rows; all when empty
 * @param rounds how many rounds each
 */
record BenchOptions(List<String> rows, int rounds) {
    static final String ROWS = "bench.rows";
    static final String ROUNDS = "bench.rounds";
    private static final String USUAL_ROUNDS = "5";

    BenchOptions {
        rows = List.copyOf(rows);
    }

    /** Reads the options; what is blank says nothing. */
    static BenchOptions read(UnaryOperator<String> property) {
        List<String> rows = Arrays.stream(text(property, ROWS, "").split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
        String rounds = text(property, ROUNDS, USUAL_ROUNDS);
        if (!rounds.matches("[1-9]\\d{0,2}")) {
            throw new IllegalArgumentException(
                    ROUNDS + " is '" + rounds + "', but it takes a number of rounds from 1 to 999.");
        }
        return new BenchOptions(rows, Integer.parseInt(rounds));
    }

    private static String text(UnaryOperator<String> property, String key, String otherwise) {
        String said = property.apply(key);
        return said == null || said.isBlank() ? otherwise : said.strip();
    }

    /** Chooses experiments by the names of their rows, in the order of the report. */
    List<Experiment> choose(List<Experiment> all) {
        List<String> known = all.stream()
                .flatMap(experiment -> experiment.goals().stream())
                .map(Goal::name)
                .toList();
        List<String> unknown =
                rows.stream().filter(name -> !known.contains(name)).toList();
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(ROWS + " names " + String.join(", ", unknown) + ", but the rows are "
                    + known.stream().collect(Collectors.joining(", ")) + ".");
        }
        return all.stream()
                .filter(experiment -> rows.isEmpty()
                        || experiment.goals().stream().map(Goal::name).anyMatch(rows::contains))
                .toList();
    }
}
