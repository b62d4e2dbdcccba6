package io.leasehold.registry.jdbc;

import io.leasehold.ProfileId;
import io.leasehold.fixture.PostgresServer;
import io.leasehold.registry.LeaseRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.AfterFailureMode;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.Lifespan;
import net.jqwik.api.lifecycle.Store;

/**
 * Random histories of several holders, inspections and a person, on real databases, against a plain account of what they
 * have to come to. A failure prints its seed and the shortest history; {@code -Djqwik.tries.default=10000} makes more.
 *
 * <p>Requirement: P3, P4, P6, P7, P10, P12, P13.
 */
final class RandomHistoryTests {

    /** Closed with the run of tests. */
    private record Opened(JdbcRegistry registry, Runnable end) implements AutoCloseable {
        @Override
        public void close() {
            registry.close();
            end.run();
        }
    }

    @Provide
    Arbitrary<List<RandomHistory.Happening>> histories() {
        Arbitrary<RandomHistory.What> what = Arbitraries.of(RandomHistory.What.class);
        Arbitrary<Integer> number = Arbitraries.integers().between(0, 11);
        return Combinators.combine(what, number, number)
                .as(RandomHistory.Happening::new)
                .list()
                .ofMinSize(5)
                .ofMaxSize(50);
    }

    @Property(afterFailure = AfterFailureMode.RANDOM_SEED)
    void aFileKeepsToTheRules(@ForAll("histories") List<RandomHistory.Happening> history) {
        run(Store.getOrCreate("sqlite", Lifespan.RUN, RandomHistoryTests::file), history);
    }

    @Property(afterFailure = AfterFailureMode.RANDOM_SEED)
    void aServerKeepsToTheRules(@ForAll("histories") List<RandomHistory.Happening> history) {
        run(Store.getOrCreate("postgres", Lifespan.RUN, RandomHistoryTests::server), history);
    }

    private static void run(Store<Opened> store, List<RandomHistory.Happening> happenings) {
        ProfileId profile = new ProfileId("p-" + LeaseRequest.newId().value());
        RandomHistory history = new RandomHistory(store.get().registry(), profile);
        happenings.forEach(history::happens);
        history.logIsWhole();
    }

    private static Opened file() {
        try {
            Path folder = Files.createTempDirectory("leasehold-histories");
            return new Opened(TestStore.sqlite(folder).open(), () -> delete(folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(RandomHistoryTests::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(java.io.File file) {
        if (!file.delete()) {
            throw new IllegalStateException(file + " stays.");
        }
    }

    private static Opened server() {
        PostgresServer server = PostgresServer.start();
        return new Opened(TestStore.postgres(server).open(), server::close);
    }
}
