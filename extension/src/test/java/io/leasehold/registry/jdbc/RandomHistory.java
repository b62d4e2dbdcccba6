package io.leasehold.registry.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.ProfileId;
import io.leasehold.profile.ReleasePolicy;
import io.leasehold.registry.Acquisition;
import io.leasehold.registry.ActResult;
import io.leasehold.registry.Claim;
import io.leasehold.registry.Ending;
import io.leasehold.registry.Finding;
import io.leasehold.registry.LeaseEvent;
import io.leasehold.registry.LeaseKey;
import io.leasehold.registry.LeaseRequest;
import io.leasehold.registry.Move;
import io.leasehold.registry.PersonAct;
import io.leasehold.registry.ProfileEntry;
import io.leasehold.registry.ProfileState;
import io.leasehold.registry.Progress;
import io.leasehold.registry.Renewal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** A profile in a real registry and, beside it, what it has to be. */
final class RandomHistory {

    private static final Move[] FINDINGS = {Move.CLEAR, Move.REFER, Move.CONDEMN};
    private static final Ending.Kind[] ENDINGS = {Ending.Kind.EXPLAINED, Ending.Kind.UNEXPLAINED, Ending.Kind.UNSAFE};
    private static final Move[] ACTS = {Move.APPROVE, Move.QUARANTINE, Move.DISABLE, Move.ENABLE};

    private final JdbcRegistry registry;
    private final ProfileId profile;
    private final List<LeaseRequest> requests = new ArrayList<>();
    private final List<Optional<LeaseKey>> keys = new ArrayList<>();
    private final List<TreeSet<Long>> open = new ArrayList<>();
    private final List<Long> mutations = new ArrayList<>();
    private final List<Long> beats = new ArrayList<>();
    private final List<Claim> claims = new ArrayList<>();
    private ProfileState state = ProfileState.AVAILABLE;
    private long token;
    private int at = -1;
    private int claim = -1;

    RandomHistory(JdbcRegistry registry, ProfileId profile) {
        this.registry = registry;
        this.profile = profile;
        ask(0);
    }

    /** What may happen; those of holders happen to any request that was ever made, of now or of long ago. */
    enum What {
        ASK,
        ASK_AGAIN,
        RENEW,
        RENEW_AS_BEFORE,
        BEGIN,
        END,
        RELEASE,
        EXPIRE,
        CLAIM,
        SETTLE,
        ACT,
        ACT_BY_FORCE
    }

    /**
     * One thing that happens.
     *
     * @param which picks the request, the claim or the act
     * @param how picks the ending, the finding or the mutation
     */
    record Happening(What what, int which, int how) {}

    void happens(Happening happening) {
        int lease = happening.which() % requests.size();
        switch (happening.what()) {
            case ASK -> ask(happening.which());
            case ASK_AGAIN -> acquire(lease);
            case RENEW -> renew(lease, beats.get(lease) + 1);
            case RENEW_AS_BEFORE -> renew(lease, beats.get(lease));
            case BEGIN -> begin(lease);
            case END -> end(lease, 1 + happening.how() % 3);
            case RELEASE -> release(lease, ENDINGS[happening.how() % 3]);
            case EXPIRE -> expire(lease);
            case CLAIM -> claim();
            case SETTLE -> settle(happening.which(), FINDINGS[happening.how() % 3]);
            case ACT -> act(ACTS[happening.which() % ACTS.length], false);
            case ACT_BY_FORCE -> act(ACTS[happening.which() % ACTS.length], true);
        }
        assertThat(registry.find(profile)).isPresent().hasValueSatisfying(status -> {
            assertThat(status.state()).isEqualTo(state);
            assertThat(status.fencingToken()).isEqualTo(token);
        });
    }

    private void ask(int holder) {
        requests.add(LeaseRequest.of(
                ProfileEntry.of(profile, "account"),
                RegistryContract.holder("h" + holder % 3),
                "",
                ReleasePolicy.INSPECT_ON_UNKNOWN_STATE,
                RegistryContract.TIMING));
        keys.add(Optional.empty());
        open.add(new TreeSet<>());
        mutations.add(0L);
        beats.add(0L);
        acquire(requests.size() - 1);
    }

    private void acquire(int lease) {
        boolean granted;
        if (keys.get(lease).isPresent()) {
            granted = holds(lease);
        } else {
            granted = state == ProfileState.AVAILABLE;
            if (granted) {
                token++;
                at = lease;
                state = ProfileState.LEASED;
                keys.set(
                        lease,
                        Optional.of(new LeaseKey(profile, requests.get(lease).id(), token)));
            }
        }
        Acquisition answer = registry.acquire(requests.get(lease));
        if (granted) {
            assertThat(((Acquisition.Acquired) answer).key())
                    .isEqualTo(keys.get(lease).orElseThrow());
        } else {
            assertThat(answer).isInstanceOf(Acquisition.Unavailable.class);
        }
    }

    /** Takes a missed lease up again, where that is allowed. */
    private boolean holds(int lease) {
        if (at != lease || (state == ProfileState.STALE && claim >= 0)) {
            return false;
        }
        state = ProfileState.LEASED;
        return true;
    }

    private void renew(int lease, long beat) {
        keys.get(lease).ifPresent(key -> {
            boolean old = at == lease && beat <= beats.get(lease);
            boolean goesOn = old || holds(lease);
            Renewal answer = registry.renew(key, beat, Progress.NONE, RegistryContract.TIMING.ttl());
            assertThat(answer instanceof Renewal.Renewed).isEqualTo(goesOn);
            if (goesOn) {
                beats.set(lease, Math.max(beat, beats.get(lease)));
            }
        });
    }

    private void begin(int lease) {
        keys.get(lease).ifPresent(key -> {
            long number = mutations.get(lease) + 1;
            boolean goesOn = holds(lease);
            Renewal answer = registry.beginMutation(key, number, "mutation", Progress.NONE);
            assertThat(answer instanceof Renewal.Renewed).isEqualTo(goesOn);
            if (goesOn) {
                mutations.set(lease, number);
                open.get(lease).add(number);
            }
        });
    }

    private void end(int lease, long number) {
        keys.get(lease).ifPresent(key -> {
            Renewal answer = registry.endMutation(key, number, "done");
            assertThat(answer instanceof Renewal.Renewed).isEqualTo(at == lease);
            if (at == lease) {
                open.get(lease).remove(number);
            }
        });
    }

    private void release(int lease, Ending.Kind kind) {
        keys.get(lease).ifPresent(key -> {
            if (holds(lease)) {
                leave((open.get(lease).isEmpty() ? kind : Ending.Kind.UNSAFE).move());
            }
            registry.release(key, new Ending(kind, "The run ended."));
        });
    }

    private void leave(Move move) {
        state = move.from(state).orElseThrow();
        at = -1;
        claim = -1;
    }

    private void expire(int lease) {
        keys.get(lease).ifPresent(key -> {
            if (at == lease && state == ProfileState.LEASED) {
                state = ProfileState.STALE;
                claim = -1;
            }
            registry.expire(key, "It is gone.");
        });
    }

    private void claim() {
        Optional<Claim> answer =
                registry.claim(profile, RegistryContract.holder("i"), Duration.ofMinutes(5), Requests.NOBODY_GONE);
        assertThat(answer.isPresent()).isEqualTo(state == ProfileState.STALE && claim < 0);
        answer.ifPresent(one -> {
            claims.add(one);
            claim = claims.size() - 1;
        });
    }

    private void settle(int which, Move move) {
        if (claims.isEmpty()) {
            return;
        }
        int picked = which % claims.size();
        boolean valid = state == ProfileState.STALE && claim == picked;
        assertThat(registry.settle(claims.get(picked), new Finding(Optional.of(move), "Found.")))
                .isEqualTo(valid);
        if (valid) {
            leave(move);
        }
    }

    private void act(Move move, boolean force) {
        boolean inUse = state == ProfileState.LEASED || state == ProfileState.STALE;
        boolean legal = move.from(inUse ? ProfileState.REVIEW_REQUIRED : state).isPresent();
        ActResult.Kind expected =
                !legal ? ActResult.Kind.ILLEGAL : inUse && !force ? ActResult.Kind.NEEDS_FORCE : ActResult.Kind.DONE;
        assertThat(registry.act(profile, new PersonAct(move, "Ada", "Why.", force))
                        .kind())
                .isEqualTo(expected);
        if (expected == ActResult.Kind.DONE) {
            state = inUse ? ProfileState.REVIEW_REQUIRED : state;
            leave(move);
        }
    }

    /** The log alone tells what the profile is at, and every lease but the one that goes on has its one end. */
    void logIsWhole() {
        List<LeaseEvent> events = new ArrayList<>(registry.events(profile, 10_000));
        java.util.Collections.reverse(events);
        ProfileState folded = ProfileState.AVAILABLE;
        long acquired = 0;
        List<String> ended = new ArrayList<>();
        for (int index = 0; index < events.size(); index++) {
            LeaseEvent event = events.get(index);
            assertThat(event.sequence()).isEqualTo(index + 1);
            assertThat(event.from()).isEqualTo(folded);
            folded = event.to();
            acquired += event.type() == Move.ACQUIRE.event() ? 1 : 0;
            boolean with = event.from() == ProfileState.LEASED || event.from() == ProfileState.STALE;
            boolean without = event.to() != ProfileState.LEASED && event.to() != ProfileState.STALE;
            if (with && without) {
                ended.add(event.lease());
            }
        }
        assertThat(folded).isEqualTo(state);
        assertThat(ended).doesNotHaveDuplicates();
        assertThat(acquired).isEqualTo(token).isEqualTo(ended.size() + (at < 0 ? 0 : 1));
    }
}
