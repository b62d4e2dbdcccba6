package io.leasehold.registry.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.ProfileId;
import io.leasehold.RegistryException;
import io.leasehold.fixture.PostgresServer;
import io.leasehold.profile.LoginBudget;
import io.leasehold.registry.BrowserMark;
import io.leasehold.registry.Claim;
import io.leasehold.registry.EventType;
import io.leasehold.registry.Finding;
import io.leasehold.registry.JobAnswer;
import io.leasehold.registry.JobRequest;
import io.leasehold.registry.LeaseHolder;
import io.leasehold.registry.LeaseKey;
import io.leasehold.registry.LoginAccount;
import io.leasehold.registry.LoginAnswer;
import io.leasehold.registry.LoginRequest;
import io.leasehold.registry.LoginResult;
import io.leasehold.registry.ProfileState;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The line to the server is cut at every statement of what inspections, waiting runs, provider jobs and logins ask of it,
 * each time on a profile of its own: it has its effect once, and is answered as if nothing had happened.
 *
 * <p>Requirement: P3, P8, P10, P13, L15.
 */
@ExtendWith(PostgresServer.Shared.class)
final class CutServerLineOfOthersTests {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration A_WHILE = Duration.ofSeconds(10);
    private static final LoginBudget BUDGET = LoginBudget.of(1, Duration.ofHours(1), 2);

    private final TcpRelay relay;
    private final String url;
    private final LeaseHolder here = Requests.here("a");
    private final JdbcRegistry registry;

    CutServerLineOfOthersTests(PostgresServer server) {
        this.relay = new TcpRelay(server.port());
        this.url = server.newDatabase();
        this.registry = relay.before(url).open();
    }

    @BeforeEach
    void known() {
        // The first transactions fill the pool of connections.
        registry.profiles();
    }

    @AfterEach
    void close() {
        registry.close();
        relay.close();
    }

    /** A call, on a profile that nothing else was done with. */
    enum Call {
        EXPIRE(EventType.LEASE_MARKED_STALE) {
            @Override
            void make(CutServerLineOfOthersTests test, String profile, Runnable cut) {
                LeaseKey key = test.acquired(profile, Requests.gone("b"));
                cut.run();
                test.registry.expire(key, "Its process has ended.");
                assertThat(test.state(profile)).isEqualTo(ProfileState.STALE);
            }
        },
        CLAIM(EventType.INSPECTION_BEGUN) {
            @Override
            void make(CutServerLineOfOthersTests test, String profile, Runnable cut) {
                LeaseKey key = test.stale(profile);
                cut.run();
                assertThat(test.claim(profile))
                        .hasValueSatisfying(
                                claim -> assertThat(claim.lease().key()).isEqualTo(key));
                assertThat(test.claim(profile)).as("somebody has it").isEmpty();
            }
        },
        NOTE_PROBE(EventType.INSPECTION_BEGUN) {
            @Override
            void make(CutServerLineOfOthersTests test, String profile, Runnable cut) {
                test.stale(profile);
                Claim claim = test.claim(profile).orElseThrow();
                cut.run();
                assertThat(test.registry.noteProbe(claim, new BrowserMark("/nowhere", List.of())))
                        .isTrue();
                assertThat(test.registry
                                .leases(new ProfileId(profile), 1)
                                .get(0)
                                .browser()
                                .folder())
                        .isEqualTo("/nowhere");
            }
        },
        SETTLE(EventType.PROFILE_RETURNED_TO_POOL) {
            @Override
            void make(CutServerLineOfOthersTests test, String profile, Runnable cut) {
                test.stale(profile);
                Claim claim = test.claim(profile).orElseThrow();
                cut.run();
                test.registry.settle(claim, Finding.clear("All is gone."));
                assertThat(test.state(profile)).isEqualTo(ProfileState.AVAILABLE);
            }
        },
        AWAIT(EventType.LEASE_ACQUIRED) {
            @Override
            void make(CutServerLineOfOthersTests test, String profile, Runnable cut) {
                test.acquired(profile, test.here);
                cut.run();
                test.registry.await(new ProfileId(profile), Requests.here("b"), "ticket-" + profile, A_WHILE);
                assertThat(test.count(
                                "SELECT count(*) FROM leasehold.profile_wait WHERE profile_id = '" + profile + "'"))
                        .isEqualTo(1);
            }
        },
        LEAVE(EventType.LEASE_ACQUIRED) {
            @Override
            void make(CutServerLineOfOthersTests test, String profile, Runnable cut) {
                test.acquired(profile, test.here);
                test.registry.await(new ProfileId(profile), Requests.here("b"), "ticket-" + profile, A_WHILE);
                cut.run();
                test.registry.leave("ticket-" + profile);
                assertThat(test.count(
                                "SELECT count(*) FROM leasehold.profile_wait WHERE profile_id = '" + profile + "'"))
                        .isZero();
            }
        },
        RENEW_JOB(EventType.JOB_BEGUN) {
            @Override
            void make(CutServerLineOfOthersTests test, String profile, Runnable cut) {
                JobRequest job = test.job(profile);
                test.registry.enterJob(job);
                cut.run();
                assertThat(test.registry.renewJob(job)).isEqualTo(new JobAnswer.Entered(1));
            }
        },
        LEAVE_JOB(EventType.JOB_ENDED) {
            @Override
            void make(CutServerLineOfOthersTests test, String profile, Runnable cut) {
                JobRequest job = test.job(profile);
                test.registry.enterJob(job);
                cut.run();
                test.registry.leaveJob(job);
                assertThat(test.registry.renewJob(job)).isInstanceOf(JobAnswer.Lost.class);
            }
        },
        BEGIN_LOGIN(EventType.LOGIN_BEGUN) {
            @Override
            void make(CutServerLineOfOthersTests test, String profile, Runnable cut) {
                LoginRequest login = test.login(profile);
                cut.run();
                // The budget allows one: counted twice, it would be refused.
                assertThat(test.registry.beginLogin(login)).isInstanceOf(LoginAnswer.Allowed.class);
                assertThat(test.logins(profile)).isEqualTo(1);
            }
        },
        END_LOGIN(EventType.LOGIN_ENDED) {
            @Override
            void make(CutServerLineOfOthersTests test, String profile, Runnable cut) {
                LoginRequest login = test.login(profile);
                test.registry.beginLogin(login);
                cut.run();
                assertThat(test.registry.endLogin(login, LoginResult.of(LoginResult.Kind.REFUSED)))
                        .isEqualTo(1);
                assertThat(test.logins(profile)).isEqualTo(1);
            }
        };

        private final EventType event;

        Call(EventType event) {
            this.event = event;
        }

        abstract void make(CutServerLineOfOthersTests test, String profile, Runnable cut);
    }

    @ParameterizedTest
    @EnumSource
    void aCutAtAnyStatementChangesNothing(Call call) {
        int statement = 0;
        int cuts;
        do {
            cuts = relay.cuts();
            int last = ++statement;
            call.make(this, "shop-" + last, () -> relay.cutAfter(last));
            relay.cutNowhere();
        } while (relay.cuts() > cuts);

        // The begin, what it is about, and the commit at least.
        assertThat(relay.cuts()).isGreaterThan(2);
        assertThatEachHappenedOnce(call, statement);
    }

    /** Else nobody could look at the profile for minutes, until the claim lapses: the process that has it is alive. */
    @Test
    void anInspectionThatCouldNotBeSettledIsTakenUpByItsOwnRun() {
        stale("shop");
        Claim claim = claim("shop").orElseThrow();
        relay.set(TcpRelay.Line.DOWN);
        assertThatThrownBy(() -> registry.settle(claim, Finding.clear("All is gone.")))
                .isInstanceOf(RegistryException.class);
        relay.set(TcpRelay.Line.WHOLE);

        Claim next = claim("shop").orElseThrow();
        assertThat(claim("shop")).as("each is given to one").isEmpty();
        assertThat(registry.settle(claim, Finding.clear("All is gone.")))
                .as("what the first one said may still come")
                .isFalse();
        assertThat(registry.settle(next, Finding.clear("All is gone."))).isTrue();
        assertThat(state("shop")).isEqualTo(ProfileState.AVAILABLE);
    }

    @Test
    void aClaimThatNobodyHeardOfIsTakenUpByItsOwnRun() {
        stale("shop");
        relay.goDownAtNextAddition();
        assertThatThrownBy(() -> claim("shop")).isInstanceOf(RegistryException.class);
        relay.set(TcpRelay.Line.WHOLE);

        assertThat(claim("shop")).isPresent();
        EventLog log = EventLog.read(registry);
        assertThat(log.count(EventType.INSPECTION_BEGUN)).isEqualTo(2);
        assertThat(LogChecker.violations(log)).isEmpty();
    }

    private void assertThatEachHappenedOnce(Call call, int times) {
        EventLog log = EventLog.read(registry);
        assertThat(log.count(call.event)).isEqualTo(times);
        assertThat(LogChecker.violations(log)).isEmpty();
    }

    private LeaseKey acquired(String profile, LeaseHolder holder) {
        return Requests.acquired(registry, Requests.of(profile, holder, Requests.LONG));
    }

    private LeaseKey stale(String profile) {
        LeaseKey key = acquired(profile, Requests.gone("b"));
        registry.expire(key, "Its process has ended.");
        return key;
    }

    private Optional<Claim> claim(String profile) {
        return registry.claim(new ProfileId(profile), here, MINUTE, Requests.NOBODY_GONE);
    }

    private JobRequest job(String profile) {
        return new JobRequest("report of " + profile, "job-" + profile, acquired(profile, here), here, MINUTE);
    }

    private LoginRequest login(String profile) {
        return LoginRequest.of(acquired(profile, here), new LoginAccount(profile, "https://shop.example:443"), BUDGET);
    }

    private int logins(String profile) {
        return registry.logins(new ProfileId(profile)).orElseThrow().logins();
    }

    private ProfileState state(String profile) {
        return registry.find(new ProfileId(profile)).orElseThrow().state();
    }

    private int count(String query) {
        // Not through the relay, which may still have something to cut.
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getInt(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
