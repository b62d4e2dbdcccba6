package io.leasehold.registry.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.ProfileId;
import io.leasehold.RegistryException;
import io.leasehold.fixture.PostgresServer;
import io.leasehold.registry.Acquisition;
import io.leasehold.registry.ActResult;
import io.leasehold.registry.BrowserMark;
import io.leasehold.registry.EventType;
import io.leasehold.registry.HolderNote;
import io.leasehold.registry.JobAnswer;
import io.leasehold.registry.JobRequest;
import io.leasehold.registry.LeaseHolder;
import io.leasehold.registry.LeaseKey;
import io.leasehold.registry.LeaseRequest;
import io.leasehold.registry.LeaseStatus;
import io.leasehold.registry.Move;
import io.leasehold.registry.PersonAct;
import io.leasehold.registry.ProfileState;
import io.leasehold.registry.Progress;
import io.leasehold.registry.Renewal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The line to the server is cut at every statement of every call, before and after the commit: the call has its effect
 * once, and its answer is the one that it would have been.
 *
 * <p>Requirement: P3, P10, P13.
 */
@ExtendWith(PostgresServer.Shared.class)
final class CutServerLineTests {

    private static final ProfileId SHOP = new ProfileId("shop");
    private static final Progress EXPORT = new Progress("export", "https://shop.example/orders");

    private static final List<HolderNote> NOTES =
            List.of(new HolderNote(1, Instant.EPOCH, "One."), new HolderNote(2, Instant.EPOCH, "Two."));

    private final TcpRelay relay;
    private final StoreAddress address;
    private final LeaseHolder holder = Requests.here("a");
    private final LeaseRequest request = Requests.of("shop", holder, Requests.LONG);
    private final JobRequest job;
    private JdbcRegistry registry;
    private LeaseKey key;

    CutServerLineTests(PostgresServer server) {
        this.relay = new TcpRelay(server.port());
        this.address = relay.before(server.newDatabase());
        this.registry = address.open();
        this.key = new LeaseKey(SHOP, request.id(), 1);
        this.job = new JobRequest("report", "job-1", key, holder, Duration.ofMinutes(1));
    }

    @AfterEach
    void close() {
        registry.close();
        relay.close();
    }

    @BeforeEach
    void known() {
        // The first transactions fill the pool of connections.
        registry.profiles();
    }

    /** A call of a holder, what comes before it, what it answers, and the event that it leaves. */
    enum Call {
        ACQUIRE(EventType.LEASE_ACQUIRED, 1) {
            @Override
            Object make(CutServerLineTests test) {
                return ((Acquisition.Acquired) test.registry.acquire(test.request)).key();
            }

            @Override
            Object expected(CutServerLineTests test) {
                return test.key;
            }
        },
        RENEW(EventType.LEASE_HEARTBEAT, 1) {
            @Override
            Object make(CutServerLineTests test) {
                return test.registry.renew(test.key, 1, EXPORT, Requests.LONG.ttl());
            }
        },
        NOTE_BROWSER(EventType.LEASE_ACQUIRED, 1) {
            @Override
            Object make(CutServerLineTests test) {
                return test.registry.noteBrowser(test.key, new BrowserMark("/nowhere", List.of()));
            }
        },
        ENTER_JOB(EventType.JOB_BEGUN, 1) {
            @Override
            Object make(CutServerLineTests test) {
                return test.registry.enterJob(test.job);
            }

            @Override
            Object expected(CutServerLineTests test) {
                return new JobAnswer.Entered(1);
            }
        },
        BEGIN_MUTATION(EventType.MUTATION_BEGUN, 1) {
            @Override
            Object make(CutServerLineTests test) {
                return test.registry.beginMutation(test.key, 1, "rename", EXPORT);
            }
        },
        END_MUTATION(EventType.MUTATION_ENDED, 1) {
            @Override
            Object make(CutServerLineTests test) {
                return test.registry.endMutation(test.key, 1, "done");
            }
        },
        RELEASE(EventType.LEASE_RELEASED_CLEANLY, 1) {
            @Override
            Object make(CutServerLineTests test) {
                return test.registry.release(test.key, Requests.FINISHED);
            }

            @Override
            Object expected(CutServerLineTests test) {
                return LeaseStatus.RELEASED;
            }
        },
        ADD_NOTES(EventType.HOLDER_NOTED, 2) {
            @Override
            Object make(CutServerLineTests test) {
                return test.registry.addNotes(test.key, NOTES);
            }

            @Override
            Object expected(CutServerLineTests test) {
                return true;
            }
        };

        private final EventType event;
        private final long events;

        Call(EventType event, long events) {
            this.event = event;
            this.events = events;
        }

        abstract Object make(CutServerLineTests test);

        Object expected(CutServerLineTests test) {
            return new Renewal.Renewed(false);
        }

        void makeAllBefore(CutServerLineTests test) {
            Stream.of(values()).filter(call -> call.compareTo(this) < 0).forEach(call -> call.make(test));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLostAnswerToTheCommitChangesNothing(Call call) {
        call.makeAllBefore(this);
        relay.loseNextCommit();

        assertThat(call.make(this)).isEqualTo(call.expected(this));

        assertThat(relay.cuts()).isEqualTo(1);
        assertThatItHappenedOnce(call);
    }

    @ParameterizedTest
    @EnumSource
    void aCutAtAnyStatementChangesNothing(Call call) {
        call.makeAllBefore(this);
        int statement = 0;
        int cuts;
        do {
            cuts = relay.cuts();
            relay.cutAfter(++statement);
            // A database as it was before: all that was done once is asked for again.
            assertThat(call.make(this)).isEqualTo(call.expected(this));
            assertThatItHappenedOnce(call);
        } while (relay.cuts() > cuts);

        // The begin, the lock and the commit at least.
        assertThat(relay.cuts()).isGreaterThan(2);
    }

    private void assertThatItHappenedOnce(Call call) {
        relay.cutNowhere();
        EventLog log = EventLog.read(registry);
        assertThat(log.count(call.event)).isEqualTo(call.events);
        assertThat(LogChecker.violations(log)).isEmpty();
    }

    @Test
    void anAcquireIsCutAtEachOfItsStatementsOnAProfileOfItsOwn() {
        BiFunction<String, Integer, LeaseKey> cutAcquire = (profile, statement) -> {
            relay.cutAfter(statement);
            return Requests.acquired(registry, Requests.of(profile, holder, Requests.LONG));
        };
        int statement = 0;
        int cuts;
        do {
            cuts = relay.cuts();
            assertThat(cutAcquire.apply("shop-" + statement, ++statement).fencingToken())
                    .isEqualTo(1);
        } while (relay.cuts() > cuts);
        relay.cutNowhere();

        assertThat(relay.cuts()).isGreaterThan(8);
        EventLog log = EventLog.read(registry);
        assertThat(log.count(EventType.LEASE_ACQUIRED)).isEqualTo(statement);
        assertThat(LogChecker.violations(log)).isEmpty();
    }

    @Test
    void releasesAreCutAtEachOfTheirStatementsOnProfilesOfTheirOwn() {
        int statement = 0;
        int cuts;
        do {
            LeaseKey own = Requests.acquired(registry, Requests.of("shop-" + statement, holder, Requests.LONG));
            cuts = relay.cuts();
            relay.cutAfter(++statement);
            assertThat(registry.release(own, Requests.FINISHED)).isEqualTo(LeaseStatus.RELEASED);
        } while (relay.cuts() > cuts);
        relay.cutNowhere();

        assertThat(relay.cuts()).isGreaterThan(8);
        EventLog log = EventLog.read(registry);
        assertThat(log.count(EventType.LEASE_RELEASED_CLEANLY)).isEqualTo(statement);
        assertThat(LogChecker.violations(log)).isEmpty();
    }

    /** A forced act that was repeated could end the lease of whoever has the profile by then. */
    @Test
    void actsOfPeopleAreCutAtEachOfTheirStatementsOnProfilesOfTheirOwn() {
        PersonAct act = new PersonAct(Move.APPROVE, "Ada", "Looked at it.", true);
        int statement = 0;
        int cuts;
        do {
            LeaseKey own = Requests.acquired(registry, Requests.of("shop-" + statement, holder, Requests.LONG));
            cuts = relay.cuts();
            relay.cutAfter(++statement);
            ActResult result = registry.act(own.profile(), act);
            assertThat(result.kind()).isEqualTo(ActResult.Kind.DONE);
            assertThat(result.after().state()).isEqualTo(ProfileState.AVAILABLE);
        } while (relay.cuts() > cuts);
        relay.cutNowhere();

        assertThat(relay.cuts()).isGreaterThan(8);
        EventLog log = EventLog.read(registry);
        assertThat(log.count(EventType.LEASE_REVOKED)).isEqualTo(statement);
        assertThat(log.count(EventType.PROFILE_RETURNED_TO_POOL)).isEqualTo(statement);
    }

    @Test
    void aSlowLineOnlyTakesLonger() {
        relay.delayBy(Duration.ofMillis(30));

        assertThat(Requests.acquired(registry, request)).isEqualTo(key);
        assertThat(registry.release(key, Requests.FINISHED)).isEqualTo(LeaseStatus.RELEASED);
    }

    @Test
    void aHalfClosedLineIsGivenUp() {
        Requests.acquired(registry, request);
        relay.halfClose();

        assertThat(registry.release(key, Requests.FINISHED)).isEqualTo(LeaseStatus.RELEASED);
        assertThat(LogChecker.violations(registry)).isEmpty();
    }

    /** Nobody can know then; whoever asks again with the same ids gets the same answer. */
    @Test
    void aBlackHoleEndsInTimeWithAnErrorAndIsAskedAgain() {
        Requests.acquired(registry, request);
        relay.set(TcpRelay.Line.BLACK_HOLE);
        long start = System.nanoTime();

        assertThatThrownBy(() -> registry.release(key, Requests.FINISHED))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("did not carry out 'release'");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));

        relay.set(TcpRelay.Line.DOWN);
        relay.set(TcpRelay.Line.WHOLE);
        assertThat(registry.release(key, Requests.FINISHED)).isEqualTo(LeaseStatus.RELEASED);
        assertThat(LogChecker.violations(registry)).isEmpty();
    }

    @Test
    void aServerThatIsAwayAtTheStartIsNamed() {
        relay.set(TcpRelay.Line.DOWN);
        long start = System.nanoTime();

        assertThatThrownBy(address::open)
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining(":" + relay.port() + "/")
                .hasMessageContaining("The server cannot be reached, or the connection was cut. Start it, or correct"
                        + " leasehold.registry.url.");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(12));
    }
}
