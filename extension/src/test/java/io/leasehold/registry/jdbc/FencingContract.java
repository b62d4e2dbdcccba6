package io.leasehold.registry.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.ProfileId;
import io.leasehold.profile.LoginBudget;
import io.leasehold.registry.BrowserMark;
import io.leasehold.registry.Claim;
import io.leasehold.registry.Ending;
import io.leasehold.registry.EventType;
import io.leasehold.registry.Finding;
import io.leasehold.registry.JobAnswer;
import io.leasehold.registry.JobRequest;
import io.leasehold.registry.LeaseEvent;
import io.leasehold.registry.LeaseHolder;
import io.leasehold.registry.LeaseKey;
import io.leasehold.registry.LeaseRecord;
import io.leasehold.registry.LoginAccount;
import io.leasehold.registry.LoginAnswer;
import io.leasehold.registry.LoginRequest;
import io.leasehold.registry.Move;
import io.leasehold.registry.PersonAct;
import io.leasehold.registry.ProfileState;
import io.leasehold.registry.Progress;
import io.leasehold.registry.Renewal;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whoever shows a key that is not the present one changes nothing, by any call.
 *
 * <p>Requirement: P3, P6.
 */
abstract class FencingContract {

    private static final ProfileId SHOP = new ProfileId("shop");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Progress LATE = new Progress("late", "https://shop.example/late");

    private final LeaseHolder self = Requests.here("a");
    private JdbcRegistry registry;

    abstract TestStore store();

    /** How a key may be wrong, for each of them the lease of another is under way. */
    enum Wrong {
        /** The right lease with a number that it never had. */
        TOKEN {
            @Override
            LeaseKey of(LeaseKey past, LeaseKey present) {
                return new LeaseKey(SHOP, present.lease(), present.fencingToken() + 1);
            }
        },
        /** The number of the present with the lease of the past. */
        LEASE {
            @Override
            LeaseKey of(LeaseKey past, LeaseKey present) {
                return new LeaseKey(SHOP, past.lease(), present.fencingToken());
            }
        },
        /** A key that was right once. */
        PAST {
            @Override
            LeaseKey of(LeaseKey past, LeaseKey present) {
                return past;
            }
        };

        abstract LeaseKey of(LeaseKey past, LeaseKey present);
    }

    @BeforeEach
    void open() {
        registry = store().open();
    }

    @AfterEach
    void close() {
        registry.close();
    }

    private LeaseKey acquired(String holder) {
        return Requests.acquired(registry, Requests.of(SHOP.value(), Requests.here(holder), Requests.LONG));
    }

    private LeaseRecord lease() {
        return registry.find(SHOP).orElseThrow().lease().orElseThrow();
    }

    private List<EventType> events() {
        return registry.events(SHOP, 50).stream().map(LeaseEvent::type).toList();
    }

    @ParameterizedTest
    @EnumSource
    void aWrongKeyChangesNothing(Wrong wrong) {
        LeaseKey past = acquired("a");
        registry.release(past, Requests.FINISHED);
        LeaseKey present = acquired("b");
        registry.beginMutation(present, 1, "rename", Progress.NONE);
        LeaseKey key = wrong.of(past, present);
        LeaseRecord before = lease();
        List<EventType> events = events();

        Stream.of(
                        registry.renew(key, 9, LATE, Duration.ofHours(1)),
                        registry.noteBrowser(key, new BrowserMark("/tmp/late", List.of())),
                        registry.beginMutation(key, 9, "late", LATE),
                        registry.endMutation(key, 1, "late"))
                .forEach(answer -> assertThat(answer)
                        .isInstanceOfSatisfying(Renewal.Lost.class, lost -> assertThat(lost.forGood())
                                .isTrue()));
        assertThat(registry.enterJob(new JobRequest("report", "job-1", key, self, MINUTE)))
                .isEqualTo(new JobAnswer.Lost("profile 'shop' is not the run's any more"));
        LoginRequest login = LoginRequest.of(
                key, new LoginAccount("ada", "https://shop.example:443"), LoginBudget.of(1, Duration.ofHours(1), 1));
        assertThat(registry.beginLogin(login)).isInstanceOf(LoginAnswer.Lost.class);
        registry.release(key, new Ending(Ending.Kind.UNSAFE, "Late."));
        registry.expire(key, "Late.");

        assertThat(lease()).isEqualTo(before);
        assertThat(events()).isEqualTo(events);
        assertThat(registry.find(SHOP).orElseThrow().state()).isEqualTo(ProfileState.LEASED);
    }

    @Test
    void theEndOfAMutationComesTooLateWhenItsLeaseIsOver() {
        LeaseKey key = acquired("a");
        registry.beginMutation(key, 1, "rename", Progress.NONE);
        registry.act(SHOP, new PersonAct(Move.QUARANTINE, "Ada", "Half-edited.", true));

        assertThat(registry.endMutation(key, 1, "done")).isInstanceOf(Renewal.Lost.class);

        assertThat(events()).doesNotContain(EventType.MUTATION_ENDED);
        assertThat(lease().work().openMutation()).contains("rename");
    }

    @Test
    void theEndOfAMutationIsTrueWhileTheLeaseIsMissed() {
        LeaseKey key = acquired("a");
        registry.beginMutation(key, 1, "rename", Progress.NONE);
        registry.expire(key, "It did not answer.");
        assertThat(registry.claim(SHOP, self, MINUTE, Requests.NOBODY_GONE)).isPresent();

        registry.endMutation(key, 1, "done");

        assertThat(lease().work().openMutation()).isEmpty();
    }

    @Test
    void aMutationOfAnInspectedLeaseIsNotBegun() {
        LeaseKey key = acquired("a");
        registry.expire(key, "It did not answer.");
        Claim claim = registry.claim(SHOP, self, MINUTE, Requests.NOBODY_GONE).orElseThrow();

        assertThat(registry.beginMutation(key, 1, "rename", Progress.NONE))
                .isInstanceOfSatisfying(
                        Renewal.Lost.class, lost -> assertThat(lost.forGood()).isFalse());
        assertThat(registry.release(key, Requests.FINISHED).isOver()).isFalse();

        registry.settle(claim, Finding.blocked("Its holder is alive."));
        assertThat(registry.beginMutation(key, 1, "rename", Progress.NONE)).isEqualTo(new Renewal.Renewed(true));
        assertThat(events()).containsOnlyOnce(EventType.MUTATION_BEGUN);
    }

    @Test
    void whatIsNotLeasedIsNotMissed() {
        LeaseKey key = acquired("a");
        registry.release(key, new Ending(Ending.Kind.UNEXPLAINED, "A prompt."));

        registry.expire(key, "Late.");

        assertThat(registry.find(SHOP).orElseThrow().state()).isEqualTo(ProfileState.REVIEW_REQUIRED);
    }

    @Test
    void aMutationsNumberIsUsedOnce() {
        LeaseKey key = acquired("a");
        registry.beginMutation(key, 2, "rename", Progress.NONE);

        registry.beginMutation(key, 1, "delete", Progress.NONE);
        registry.beginMutation(key, 2, "delete", Progress.NONE);

        assertThat(lease().work().openMutation()).contains("rename");
        assertThat(lease().work().mutations()).isEqualTo(2);
    }
}
