package io.leasehold.browser;

import org.jetbrains.lincheck.datastructures.Options;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every decision of the shelf is one step, in whatever order three threads take them, and the laws hold after it.
 * Requirement: L7, L8, L9, L10, L16.
 */
@Tag("interleaving")
final class ShelfInterleavingTests {

    @Test
    void whatThreeThreadsDoAtOnceIsASequenceOfDecisions() {
        explored(new StressOptions().iterations(100)).check(ExploredShelf.class);
    }

    private static <O extends Options<O, ?>> O explored(O options) {
        return options.threads(3)
                .actorsBefore(2)
                .actorsPerThread(2)
                .actorsAfter(1)
                .invocationsPerIteration(1_000);
    }
}
