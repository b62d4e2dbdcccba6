package io.leasehold.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The table of moves, written down a second time: every state with every move.
 *
 * <p>Requirement: P4, P6, P7, P8.
 */
final class MoveTests {

    private static final Map<ProfileState, Map<Move, ProfileState>> EXPECTED = Map.of(
            ProfileState.AVAILABLE,
            Map.of(
                    Move.ACQUIRE, ProfileState.LEASED,
                    Move.QUARANTINE, ProfileState.QUARANTINED,
                    Move.DISABLE, ProfileState.DISABLED),
            ProfileState.LEASED,
            Map.of(
                    Move.RETURN, ProfileState.AVAILABLE,
                    Move.RETURN_FOR_REVIEW, ProfileState.REVIEW_REQUIRED,
                    Move.RETURN_TO_QUARANTINE, ProfileState.QUARANTINED,
                    Move.EXPIRE, ProfileState.STALE,
                    Move.REVOKE, ProfileState.REVIEW_REQUIRED),
            ProfileState.STALE,
            Map.of(
                    Move.RESUME, ProfileState.LEASED,
                    Move.CLEAR, ProfileState.AVAILABLE,
                    Move.REFER, ProfileState.REVIEW_REQUIRED,
                    Move.CONDEMN, ProfileState.QUARANTINED,
                    Move.REVOKE, ProfileState.REVIEW_REQUIRED),
            ProfileState.REVIEW_REQUIRED,
            Map.of(
                    Move.APPROVE, ProfileState.AVAILABLE,
                    Move.QUARANTINE, ProfileState.QUARANTINED,
                    Move.DISABLE, ProfileState.DISABLED),
            ProfileState.QUARANTINED,
            Map.of(Move.APPROVE, ProfileState.AVAILABLE, Move.DISABLE, ProfileState.DISABLED),
            ProfileState.DISABLED,
            Map.of(Move.ENABLE, ProfileState.REVIEW_REQUIRED));

    static Stream<Arguments> pairs() {
        return Arrays.stream(ProfileState.values())
                .flatMap(state -> Arrays.stream(Move.values()).map(move -> Arguments.of(state, move)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void leadsWhereTheTableSays(ProfileState state, Move move) {
        ProfileState expected = EXPECTED.getOrDefault(state, Map.of()).get(move);

        assertThat(move.from(state)).isEqualTo(Optional.ofNullable(expected));
    }

    /** What holds a lease is left by the end of the lease, and by nothing else. */
    @ParameterizedTest
    @EnumSource
    void endsALeaseWhereItLeavesOne(Move move) {
        Set<ProfileState> withLease = EnumSet.of(ProfileState.LEASED, ProfileState.STALE);
        boolean leaves = withLease.containsAll(move.from()) && !withLease.contains(move.to());

        assertThat(move.endsLease()).isEqualTo(leaves);
    }

    @ParameterizedTest
    @EnumSource
    void saysWhatTheLeaseIsAfterwards(Move move) {
        Map<Move, LeaseStatus> expected = Map.of(
                Move.ACQUIRE, LeaseStatus.ACTIVE,
                Move.RESUME, LeaseStatus.ACTIVE,
                Move.EXPIRE, LeaseStatus.STALE,
                Move.RETURN, LeaseStatus.RELEASED,
                Move.RETURN_FOR_REVIEW, LeaseStatus.REVIEW_REQUIRED,
                Move.RETURN_TO_QUARANTINE, LeaseStatus.QUARANTINED,
                Move.CLEAR, LeaseStatus.RECOVERED,
                Move.REFER, LeaseStatus.REVIEW_REQUIRED,
                Move.CONDEMN, LeaseStatus.QUARANTINED,
                Move.REVOKE, LeaseStatus.REVOKED);

        if (expected.containsKey(move)) {
            assertThat(LeaseStatus.after(move)).isEqualTo(expected.get(move));
            assertThat(LeaseStatus.after(move).isOver()).isEqualTo(move.endsLease());
        } else {
            assertThatThrownBy(() -> LeaseStatus.after(move))
                    .hasMessage(move + " happens to a profile that has no lease.");
        }
    }

    /** Of all that an event may be called, those of moves say what the move is. */
    @Test
    void namesItsEvent() {
        assertThat(Arrays.stream(Move.values())
                        .map(move -> move + " " + move.event().code()))
                .containsExactly(
                        "ACQUIRE lease_acquired",
                        "RETURN lease_released_cleanly",
                        "RETURN_FOR_REVIEW profile_review_required",
                        "RETURN_TO_QUARANTINE profile_quarantined",
                        "EXPIRE lease_marked_stale",
                        "RESUME lease_resumed",
                        "CLEAR profile_returned_to_pool",
                        "REFER profile_review_required",
                        "CONDEMN profile_quarantined",
                        "REVOKE lease_revoked",
                        "APPROVE profile_returned_to_pool",
                        "QUARANTINE profile_quarantined",
                        "DISABLE profile_disabled",
                        "ENABLE profile_enabled");
    }
}
