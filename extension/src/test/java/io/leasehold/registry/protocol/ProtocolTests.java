package io.leasehold.registry.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.profile.ReleasePolicy;
import io.leasehold.registry.Move;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The lease protocol, explored to its end: two holders that are paused, die and outlive their browser or are outlived by
 * it, messages and answers that are lost, late or come twice, two inspectors, a person. The moves are the product's own
 * table, the findings its own rules of inspection.
 *
 * <p>Requirement: P3, P4, P6, P7, P8, P9, P10.
 */
final class ProtocolTests {

    /** More worlds than this do not fit into the memory of a build. */
    private static final int MOST = 12_000_000;

    /** Further bounds for a long run, such as {@code 2,1,1,1,1,0,2;2,1,1,1,1,1,2}. */
    private static final String MORE = System.getProperty("leasehold.protocol.bounds", "");

    /** Each is explored whole; together they have everything twice that could matter twice. */
    static Stream<Arguments> bounds() {
        Stream<Arguments> usual = Stream.of(
                // A person acts twice; mutations.
                Arguments.of(new Bounds(2, 1, 1, 1, 0, 2, 2), ReleasePolicy.INSPECT_ON_UNKNOWN_STATE),
                // Messages that are late or come twice.
                Arguments.of(new Bounds(2, 1, 1, 0, 1, 1, 2), ReleasePolicy.INSPECT_ON_UNKNOWN_STATE),
                // Two mutations at a time.
                Arguments.of(new Bounds(1, 1, 1, 2, 0, 1, 2), ReleasePolicy.INSPECT_ON_UNKNOWN_STATE),
                // Finer time.
                Arguments.of(new Bounds(2, 1, 2, 0, 0, 1, 3), ReleasePolicy.INSPECT_ON_UNKNOWN_STATE));
        Stream<Arguments> more = Arrays.stream(MORE.split(";"))
                .filter(text -> !text.isEmpty())
                .map(text -> Arguments.of(Bounds.of(text), ReleasePolicy.INSPECT_ON_UNKNOWN_STATE));
        return Stream.concat(usual, more);
    }

    @ParameterizedTest
    @MethodSource("bounds")
    void noLawIsBroken(Bounds bounds, ReleasePolicy policy) {
        Exploration exploration = new Exploration(bounds, Seed.NONE, policy).run(MOST);

        assertThat(exploration.broken()).describedAs(exploration::toString).isEmpty();
        assertThat(exploration.worlds()).isGreaterThan(50_000);
    }

    /** A law that nothing comes near to would always hold. */
    @Test
    void everyMoveHappens() {
        Bounds bounds = new Bounds(1, 1, 1, 1, 0, 2, 2);

        Exploration exploration = new Exploration(bounds, Seed.NONE, ReleasePolicy.INSPECT_ON_UNKNOWN_STATE).run(MOST);

        assertThat(exploration.moves()).isEqualTo(EnumSet.allOf(Move.class));
    }

    /** A policy that asks for a person never lets an inspection give a profile back. */
    @Test
    void manualReviewClearsNothing() {
        Bounds bounds = new Bounds(2, 1, 1, 1, 0, 0, 2);

        Exploration exploration =
                new Exploration(bounds, Seed.NONE, ReleasePolicy.MANUAL_REVIEW_ON_UNKNOWN_STATE).run(MOST);

        assertThat(exploration.moves()).contains(Move.REFER, Move.RETURN).doesNotContain(Move.CLEAR);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void everyMistakeIsFound(Seed seed) {
        Exploration exploration =
                new Exploration(seed.bounds(), seed, ReleasePolicy.INSPECT_ON_UNKNOWN_STATE).run(MOST);

        assertThat(exploration.broken()).describedAs(exploration::toString).isEqualTo(seed.breaks());
    }
}
