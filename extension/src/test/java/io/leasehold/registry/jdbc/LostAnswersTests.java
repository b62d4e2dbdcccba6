package io.leasehold.registry.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.ProfileId;
import io.leasehold.RegistryException;
import io.leasehold.profile.LoginBudget;
import io.leasehold.registry.ActResult;
import io.leasehold.registry.Claim;
import io.leasehold.registry.EventType;
import io.leasehold.registry.Finding;
import io.leasehold.registry.HolderNote;
import io.leasehold.registry.JobAnswer;
import io.leasehold.registry.JobRequest;
import io.leasehold.registry.LeaseEvent;
import io.leasehold.registry.LeaseKey;
import io.leasehold.registry.LoginAccount;
import io.leasehold.registry.LoginAnswer;
import io.leasehold.registry.LoginRequest;
import io.leasehold.registry.LoginResult;
import io.leasehold.registry.Move;
import io.leasehold.registry.PersonAct;
import io.leasehold.registry.ProfileState;
import io.leasehold.registry.Progress;
import io.leasehold.registry.Renewal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A commit whose answer is lost is repeated, and was done once.
 *
 * <p>Requirement: P3, P6, P8, P10.
 */
final class LostAnswersTests {

    private static final ProfileId SHOP = new ProfileId("shop");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    private SetDialect dialect;
    private JdbcRegistry registry;

    @BeforeEach
    void open() {
        dialect = new SetDialect(folder);
        registry = dialect.open();
    }

    @AfterEach
    void close() {
        registry.close();
    }

    /** Else a writer that waits for its turn can be refused for good: its transaction began before another's ended. */
    @AfterEach
    void assertThatEveryWriterBeganAsOne() {
        assertThat(dialect.statements().writes()).isPositive();
        assertThat(dialect.statements().deferred()).isEmpty();
    }

    private LeaseKey acquired() {
        return Requests.acquired(registry, Requests.of(SHOP.value(), Requests.here("a"), Requests.LONG));
    }

    private List<EventType> events() {
        return registry.events(SHOP, 20).stream().map(LeaseEvent::type).toList();
    }

    @Test
    void ofALateNote() {
        LeaseKey key = acquired();
        dialect.losesTheNextAnswer();

        assertThat(registry.addNotes(key, List.of(new HolderNote(1, Instant.EPOCH, "Late."))))
                .isTrue();

        assertThat(dialect.wasLost()).isTrue();
        assertThat(events()).containsExactly(EventType.HOLDER_NOTED, EventType.LEASE_ACQUIRED);
    }

    @Test
    void ofARequestForALease() {
        dialect.losesTheNextAnswer();

        assertThat(acquired().fencingToken()).isEqualTo(1);

        assertThat(dialect.wasLost()).isTrue();
        assertThat(events()).containsExactly(EventType.LEASE_ACQUIRED);
    }

    @Test
    void ofAHeartbeatAndAMutation() {
        LeaseKey key = acquired();
        dialect.losesTheNextAnswer();
        assertThat(registry.renew(key, 1, new Progress("export", ""), MINUTE)).isEqualTo(new Renewal.Renewed(false));
        dialect.losesTheNextAnswer();
        assertThat(registry.beginMutation(key, 1, "rename", Progress.NONE)).isEqualTo(new Renewal.Renewed(false));
        dialect.losesTheNextAnswer();
        assertThat(registry.endMutation(key, 1, "done")).isEqualTo(new Renewal.Renewed(false));

        assertThat(events())
                .containsExactly(
                        EventType.MUTATION_ENDED,
                        EventType.MUTATION_BEGUN,
                        EventType.LEASE_HEARTBEAT,
                        EventType.LEASE_ACQUIRED);
    }

    @Test
    void ofAnInspection() {
        registry.expire(acquired(), "It did not answer.");
        dialect.losesTheNextAnswer();
        Optional<Claim> claim = registry.claim(SHOP, Requests.here("i"), MINUTE, Requests.NOBODY_GONE);

        assertThat(claim).isPresent();
        dialect.losesTheNextAnswer();
        registry.settle(claim.get(), Finding.refer("Nobody can tell."));
        assertThat(registry.find(SHOP).orElseThrow().state()).isEqualTo(ProfileState.REVIEW_REQUIRED);
        assertThat(events()).hasSize(4);
    }

    /** Done twice, the second would end the lease of whoever came between. */
    @Test
    void ofAnActByForce() {
        acquired();
        dialect.losesTheNextAnswer();

        ActResult result = registry.act(SHOP, new PersonAct(Move.DISABLE, "Ada", "Moved away.", true));

        assertThat(result.kind()).isEqualTo(ActResult.Kind.DONE);
        assertThat(registry.find(SHOP).orElseThrow().state()).isEqualTo(ProfileState.DISABLED);
        assertThat(events()).filteredOn(EventType.PROFILE_DISABLED::equals).hasSize(1);
    }

    /** What others did since the first attempt is not taken for it. */
    @Test
    void ofAnActThatAnotherOneResembles() {
        LeaseKey key = acquired();
        registry.release(key, Requests.FINISHED);
        registry.act(SHOP, new PersonAct(Move.DISABLE, "Ada", "Moved away.", false));
        registry.act(SHOP, new PersonAct(Move.ENABLE, "Ada", "Is back.", false));
        dialect.losesTheNextAnswer();

        registry.act(SHOP, new PersonAct(Move.DISABLE, "Ada", "Moved away.", false));

        assertThat(registry.find(SHOP).orElseThrow().state()).isEqualTo(ProfileState.DISABLED);
        assertThat(events()).filteredOn(EventType.PROFILE_DISABLED::equals).hasSize(2);
    }

    /** Neither what others do with the profile nor what they say of it is what she said. */
    @Test
    void anActThatWasNotDoneIsDoneWhateverOthersDidMeanwhile() {
        registry.release(acquired(), Requests.FINISHED);
        PersonAct hers = new PersonAct(Move.DISABLE, "Ada", "Moved away.", false);
        for (PersonAct another : List.of(
                new PersonAct(Move.QUARANTINE, "Ada", "Moved away.", false),
                new PersonAct(Move.DISABLE, "Bob", "Moved away.", false),
                new PersonAct(Move.DISABLE, "Ada", "For a week.", false))) {
            dialect.undoesTheNext(() -> {
                try (JdbcRegistry other = StoreAddress.sqlite(folder).open()) {
                    other.act(SHOP, another);
                    if (another.move() == Move.DISABLE) {
                        other.act(SHOP, new PersonAct(Move.ENABLE, "Bob", "Was wrong.", false));
                    }
                }
            });

            assertThat(registry.act(SHOP, hers).kind()).isEqualTo(ActResult.Kind.DONE);

            assertThat(registry.find(SHOP).orElseThrow().state())
                    .as("%s", another)
                    .isEqualTo(ProfileState.DISABLED);
            registry.act(SHOP, new PersonAct(Move.ENABLE, "Ada", "Is back.", false));
        }
    }

    @Test
    void aConnectionIsKeptUntilItFails() {
        int before = dialect.connections();
        LeaseKey key = acquired();
        registry.renew(key, 1, Progress.NONE, MINUTE);
        assertThat(dialect.connections()).isEqualTo(before);

        dialect.losesTheNextAnswer();
        registry.renew(key, 2, Progress.NONE, MINUTE);
        assertThat(dialect.connections()).isEqualTo(before + 1);
    }

    @Test
    void whatIsNotLostIsToldOnce() {
        LeaseKey key = acquired();
        JobRequest job = new JobRequest("report", "job-1", key, Requests.here("a"), MINUTE);
        registry.enterJob(job);
        registry.renewJob(job);
        registry.leaveJob(job);
        registry.leaveJob(job);

        assertThat(events()).containsExactly(EventType.JOB_ENDED, EventType.JOB_BEGUN, EventType.LEASE_ACQUIRED);
    }

    @Test
    void ofAJob() {
        LeaseKey key = acquired();
        JobRequest job = new JobRequest("report", "job-1", key, Requests.here("a"), MINUTE);
        dialect.losesTheNextAnswer();
        assertThat(registry.enterJob(job)).isEqualTo(new JobAnswer.Entered(1));
        dialect.losesTheNextAnswer();
        registry.leaveJob(job);

        assertThat(events()).containsExactly(EventType.JOB_ENDED, EventType.JOB_BEGUN, EventType.LEASE_ACQUIRED);
    }

    @Test
    void ofALogin() {
        LeaseKey key = acquired();
        LoginRequest login = LoginRequest.of(
                key, new LoginAccount("ada", "https://shop.example:443"), LoginBudget.of(1, Duration.ofHours(1), 3));
        dialect.losesTheNextAnswer();
        assertThat(registry.beginLogin(login)).isInstanceOf(LoginAnswer.Allowed.class);
        dialect.losesTheNextAnswer();
        assertThat(registry.endLogin(login, LoginResult.of(LoginResult.Kind.REFUSED)))
                .isEqualTo(1);

        assertThat(registry.logins(SHOP).orElseThrow()).satisfies(count -> {
            assertThat(count.logins()).isEqualTo(1);
            assertThat(count.refused()).isEqualTo(1);
        });
    }

    @Test
    void aRegistryThatIsClosedSaysSo() {
        registry.close();

        assertThatThrownBy(() -> registry.find(SHOP))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("did not carry out 'find': The registry is closed.");
    }

    /** Those who kill a process there count on it. */
    @Test
    void bothSidesOfACommitAreToldApart() {
        List<String> reached = new ArrayList<>();
        try (JdbcRegistry told = StoreAddress.sqlite(folder).open(reached::add)) {
            Requests.acquired(told, Requests.of(SHOP.value(), Requests.here("a"), Requests.LONG));
            told.find(SHOP);
        }

        assertThat(reached).containsExactly("acquire.beforeCommit", "acquire.afterCommit");
    }
}
