package io.leasehold.registry.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.ProfileId;
import io.leasehold.fixture.Waiting;
import io.leasehold.profile.LoginBudget;
import io.leasehold.registry.Ending;
import io.leasehold.registry.EventType;
import io.leasehold.registry.LeaseKey;
import io.leasehold.registry.LoginAccount;
import io.leasehold.registry.LoginAnswer;
import io.leasehold.registry.LoginCount;
import io.leasehold.registry.LoginRequest;
import io.leasehold.registry.LoginResult;
import io.leasehold.registry.LoginResult.Kind;
import io.leasehold.registry.Move;
import io.leasehold.registry.PersonAct;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * How often an account may be signed in, counted across all that share a registry.
 *
 * <p>Requirement: C4, C9, P3, P13.
 */
abstract class LoginBudgetContract {

    private static final LoginAccount ADA = new LoginAccount("ada", "https://shop.example:443");
    private static final LoginBudget TWO = LoginBudget.of(2, Duration.ofHours(1), 2);

    private JdbcRegistry registry;

    abstract TestStore store();

    @BeforeEach
    void open() {
        registry = store().open();
    }

    @AfterEach
    void close() {
        registry.close();
    }

    JdbcRegistry registry() {
        return registry;
    }

    static LoginRequest login(LeaseKey lease, LoginBudget budget) {
        return LoginRequest.of(lease, ADA, budget);
    }

    LeaseKey lease(String profile) {
        return Requests.acquired(registry, Requests.of(profile, Requests.here("a"), Requests.LONG));
    }

    private void ended(LeaseKey lease, Kind kind) {
        LoginRequest login = login(lease, LoginBudget.of(100, Duration.ofHours(1), 2));
        assertThat(registry.beginLogin(login)).isInstanceOf(LoginAnswer.Allowed.class);
        registry.endLogin(login, LoginResult.of(kind));
    }

    private List<EventType> events(String profile) {
        return registry.events(new ProfileId(profile), 20).stream()
                .map(event -> event.type())
                .toList();
    }

    @Test
    void loginsThatNeverEndedAreCountedBeyondTheirLease() {
        LeaseKey first = lease("admin");
        registry.beginLogin(login(first, TWO));
        registry.beginLogin(login(first, TWO));
        registry.release(first, Requests.FINISHED);

        LoginAnswer answer = registry.beginLogin(login(lease("admin"), TWO));

        assertThat(answer).isInstanceOfSatisfying(LoginAnswer.Spent.class, spent -> {
            assertThat(spent.count().logins()).isEqualTo(2);
            assertThat(spent.left()).isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
            assertThat(spent.next()).isAfter(spent.count().first().orElseThrow().at());
        });
        assertThat(events("admin")).contains(EventType.LOGIN_DENIED).doesNotContain(EventType.LOGIN_ENDED);
    }

    @Test
    void aRepeatedRequestCountsOnce() {
        LeaseKey lease = lease("admin");
        LoginRequest login = login(lease, TWO);
        registry.beginLogin(login);

        assertThat(registry.beginLogin(login)).isInstanceOf(LoginAnswer.Allowed.class);

        assertThat(registry.logins(lease.profile()).orElseThrow().logins()).isEqualTo(1);
        assertThat(registry.beginLogin(login(lease, TWO))).isInstanceOf(LoginAnswer.Allowed.class);
        assertThat(registry.beginLogin(login))
                .as("its own answer, whatever came after")
                .isInstanceOf(LoginAnswer.Allowed.class);
    }

    @Test
    void aPersonsLoginIsCountedAndNeverRefused() {
        LeaseKey lease = lease("admin");
        ended(lease, Kind.REFUSED);
        ended(lease, Kind.REFUSED);
        assertThat(registry.beginLogin(login(lease, TWO))).isInstanceOf(LoginAnswer.Barred.class);
        LoginRequest persons = LoginRequest.byHand(lease, ADA, TWO);

        assertThat(registry.beginLogin(persons)).isInstanceOf(LoginAnswer.Allowed.class);
        assertThat(registry.endLogin(persons, LoginResult.of(Kind.ACCEPTED)))
                .as("it was accepted, so the row of refusals is over")
                .isZero();

        assertThat(registry.logins(lease.profile()).orElseThrow().logins()).isEqualTo(3);
        assertThat(registry.beginLogin(login(lease, TWO)))
                .as("it counts against the budget of others")
                .isInstanceOf(LoginAnswer.Spent.class);
    }

    @Test
    void aLoginLeavesTheCountWhenItsTimeIsOver() {
        LeaseKey lease = lease("admin");
        LoginBudget one = LoginBudget.of(1, Duration.ofSeconds(4), 2);
        registry.beginLogin(login(lease, one));
        assertThat(registry.beginLogin(login(lease, one))).isInstanceOf(LoginAnswer.Spent.class);

        assertThat(Waiting.until(
                        Duration.ofSeconds(12),
                        () -> registry.beginLogin(login(lease, one)) instanceof LoginAnswer.Allowed))
                .isTrue();
    }

    @Test
    void seatsShareTheCountOfTheirAccountAndOtherPlacesDoNot() {
        LeaseKey first = lease("admin#1");
        LeaseKey second = lease("admin#2");
        registry.beginLogin(login(first, TWO));
        registry.beginLogin(login(second, TWO));

        assertThat(registry.beginLogin(login(first, TWO))).isInstanceOf(LoginAnswer.Spent.class);
        LoginAccount elsewhere = new LoginAccount("ada", "https://other.example:443");
        assertThat(registry.beginLogin(LoginRequest.of(first, elsewhere, TWO))).isInstanceOf(LoginAnswer.Allowed.class);
    }

    @Test
    void asManyAsTheBudgetAllowsAreLetInAtOnce() throws Exception {
        LoginBudget five = LoginBudget.of(5, Duration.ofHours(1), 3);
        List<LeaseKey> seats = new ArrayList<>();
        for (int seat = 1; seat <= 8; seat++) {
            seats.add(lease("admin#" + seat));
        }
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<LoginAnswer>> asked = new ArrayList<>();
            for (int time = 0; time < 32; time++) {
                LoginRequest request = login(seats.get(time % 8), five);
                asked.add(() -> registry.beginLogin(request));
            }
            List<LoginAnswer> answers = new ArrayList<>();
            for (Future<LoginAnswer> one : threads.invokeAll(asked)) {
                answers.add(one.get());
            }
            assertThat(answers)
                    .filteredOn(LoginAnswer.Allowed.class::isInstance)
                    .hasSize(5);
            assertThat(answers).filteredOn(LoginAnswer.Spent.class::isInstance).hasSize(27);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void refusalsInARowBarTheAccountUntilAPersonHasLooked() {
        LeaseKey lease = lease("admin");
        ended(lease, Kind.REFUSED);
        ended(lease, Kind.UNKNOWN);
        ended(lease, Kind.REFUSED);
        assertThat(registry.beginLogin(login(lease, TWO))).isInstanceOfSatisfying(LoginAnswer.Barred.class, barred -> {
            assertThat(barred.count().refused()).isEqualTo(2);
            assertThat(barred.quarantined()).isEmpty();
        });
        registry.release(lease, new Ending(Ending.Kind.UNSAFE, "Refused too often."));
        LeaseKey seat = lease("admin#2");

        assertThat(registry.beginLogin(login(seat, TWO)))
                .isInstanceOfSatisfying(LoginAnswer.Barred.class, barred -> assertThat(barred.quarantined())
                        .contains(new ProfileId("admin")));
        registry.act(new ProfileId("admin"), new PersonAct(Move.APPROVE, "Ada", "The password was old.", false));
        ended(seat, Kind.REFUSED);
        ended(seat, Kind.ACCEPTED);
        assertThat(registry.logins(seat.profile()).orElseThrow().refused()).isZero();
    }

    @Test
    void anAcceptedLoginEndsARowOfRefusals() {
        LeaseKey lease = lease("admin");
        ended(lease, Kind.REFUSED);
        ended(lease, Kind.ACCEPTED);
        ended(lease, Kind.REFUSED);

        assertThat(registry.logins(lease.profile()).orElseThrow().refused()).isEqualTo(1);
    }

    @Test
    void theEndOfALoginIsToldOnce() {
        LeaseKey lease = lease("admin");
        LoginRequest login = login(lease, TWO);
        registry.beginLogin(login);

        assertThat(registry.endLogin(login, LoginResult.of(Kind.REFUSED))).isEqualTo(1);
        assertThat(registry.endLogin(login, LoginResult.of(Kind.REFUSED))).isEqualTo(1);

        LoginCount count = registry.logins(lease.profile()).orElseThrow();
        assertThat(count.refused()).isEqualTo(1);
        assertThat(count.last().orElseThrow().kind()).isEqualTo(Kind.REFUSED);
        assertThat(count.last().orElseThrow().run()).isEqualTo("run-a");
        assertThat(events("admin")).containsOnlyOnce(EventType.LOGIN_ENDED);
    }

    @Test
    void tooManyRequestsKeepEverybodyOutForAWhile() {
        LeaseKey lease = lease("admin");
        LoginRequest login = login(lease, TWO);
        registry.beginLogin(login);
        registry.endLogin(login, new LoginResult(Kind.LIMITED, Duration.ofSeconds(4)));

        assertThat(registry.beginLogin(login(lease("admin#2"), TWO)))
                .isInstanceOfSatisfying(LoginAnswer.Paused.class, paused -> assertThat(paused.left())
                        .isBetween(Duration.ZERO, Duration.ofSeconds(4)));
        assertThat(Waiting.until(
                        Duration.ofSeconds(12),
                        () -> registry.beginLogin(login(lease, TWO)) instanceof LoginAnswer.Allowed))
                .isTrue();
    }

    @Test
    void aHolderOfThePastSignsNobodyIn() {
        LeaseKey past = lease("admin");
        registry.release(past, Requests.FINISHED);
        LeaseKey now = lease("admin");

        assertThat(registry.beginLogin(login(past, TWO))).isInstanceOf(LoginAnswer.Lost.class);
        assertThat(registry.logins(now.profile())).isEmpty();
    }

    @Test
    void theLogOfAllThatIsWhole() {
        LeaseKey lease = lease("admin");
        ended(lease, Kind.REFUSED);
        ended(lease, Kind.ACCEPTED);
        registry.release(lease, Requests.FINISHED);

        assertThat(LogChecker.violations(registry)).isEmpty();
    }
}
