package io.leasehold.registry.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.ProfileId;
import io.leasehold.RegistryException;
import io.leasehold.registry.Acquisition;
import io.leasehold.registry.BrowserMark;
import io.leasehold.registry.Claim;
import io.leasehold.registry.EventType;
import io.leasehold.registry.Finding;
import io.leasehold.registry.HolderNote;
import io.leasehold.registry.LeaseEvent;
import io.leasehold.registry.LeaseHolder;
import io.leasehold.registry.LeaseKey;
import io.leasehold.registry.LeaseRecord;
import io.leasehold.registry.LeaseRequest;
import io.leasehold.registry.LeaseStatus;
import io.leasehold.registry.Move;
import io.leasehold.registry.PersonAct;
import io.leasehold.registry.ProcessMark;
import io.leasehold.registry.ProfileEntry;
import io.leasehold.registry.ProfileState;
import io.leasehold.registry.ProfileStatus;
import io.leasehold.registry.Progress;
import io.leasehold.registry.Renewal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What is written down can be read again, and is what was done.
 *
 * <p>Requirement: P4, P5, P10, P13.
 */
abstract class RecordsContract {

    private static final ProfileId SHOP = new ProfileId("shop");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);
    private static final Progress EXPORT = new Progress("export orders", "https://shop.example/orders");

    private final LeaseHolder self = Requests.here("a");
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

    private static LeaseRequest request(String holder) {
        return Requests.of(SHOP.value(), Requests.here(holder), Requests.LONG);
    }

    private LeaseKey acquired(String holder) {
        return Requests.acquired(registry, request(holder));
    }

    private LeaseRequest signedInAs(String account) {
        return LeaseRequest.of(
                ProfileEntry.of(SHOP, account),
                self,
                "checkout",
                io.leasehold.profile.ReleasePolicy.INSPECT_ON_UNKNOWN_STATE,
                Requests.LONG);
    }

    @Test
    void anotherProxyOfAProfileIsNamed() {
        for (String proxy : List.of("east", "west")) {
            ProfileEntry entry = new ProfileEntry(SHOP, "ada@shop.example", "shop", "", proxy);
            LeaseRequest request = LeaseRequest.of(
                    entry,
                    self,
                    "checkout",
                    io.leasehold.profile.ReleasePolicy.INSPECT_ON_UNKNOWN_STATE,
                    Requests.LONG);
            registry.release(Requests.acquired(registry, request), Requests.FINISHED);
        }

        assertThat(registry.events(SHOP, 50))
                .filteredOn(event -> event.type() == EventType.PROFILE_CHANGED)
                .singleElement()
                .extracting(LeaseEvent::reason)
                .isEqualTo("The proxy was 'east' and is 'west'.");
    }

    private LeaseRecord lease() {
        return registry.find(SHOP).orElseThrow().lease().orElseThrow();
    }

    private List<EventType> events() {
        return registry.events(SHOP, 50).stream().map(LeaseEvent::type).toList();
    }

    @Test
    void anotherAccountOfAProfileIsWrittenDownOnce() {
        registry.release(Requests.acquired(registry, signedInAs("ada@shop.example")), Requests.FINISHED);
        registry.release(Requests.acquired(registry, signedInAs("ada@shop.example")), Requests.FINISHED);
        assertThat(events()).doesNotContain(EventType.PROFILE_CHANGED);

        LeaseKey key = Requests.acquired(registry, signedInAs("bob@shop.example"));

        assertThat(registry.events(SHOP, 50))
                .filteredOn(event -> event.type() == EventType.PROFILE_CHANGED)
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.reason())
                            .isEqualTo("The account was 'ada@shop.example' and is 'bob@shop.example'.");
                    assertThat(event.actor().name()).isEqualTo("a@host-a");
                    assertThat(event.actor().run()).isEqualTo("run-a");
                });
        assertThat(lease().account()).isEqualTo("bob@shop.example");
        assertThat(registry.acquire(signedInAs("eve@shop.example"))).isInstanceOf(Acquisition.Unavailable.class);
        assertThat(registry.find(SHOP).orElseThrow().profile().account())
                .as("what is in use keeps its account")
                .isEqualTo("bob@shop.example");
        registry.release(key, Requests.FINISHED);
    }

    private static HolderNote note(long number, String text) {
        return new HolderNote(number, Instant.parse("2026-03-04T10:15:30Z"), text);
    }

    @Test
    void aLateNoteIsWrittenOnceWhateverBecameOfItsLease() {
        LeaseKey before = acquired("a");
        registry.release(before, Requests.FINISHED);
        acquired("b");

        assertThat(registry.addNotes(before, List.of(note(1, "It stopped."), note(2, "It ended."))))
                .isTrue();
        assertThat(registry.addNotes(before, List.of(note(1, "It stopped."), note(2, "It ended."))))
                .isTrue();
        assertThat(registry.addNotes(before, List.of(note(2, "It ended."), note(4, "More."))))
                .isTrue();

        List<LeaseEvent> late = registry.events(SHOP, 50).stream()
                .filter(event -> event.type() == EventType.HOLDER_NOTED)
                .toList();
        String begin = "At 2026-03-04T10:15:30Z, while the registry did not answer: ";
        assertThat(late)
                .extracting(LeaseEvent::reason)
                .containsExactly(begin + "More.", begin + "It ended.", begin + "It stopped.");
        assertThat(late).allSatisfy(event -> {
            assertThat(event.lease()).isEqualTo(before.lease().value());
            assertThat(event.fencingToken()).isEqualTo(1);
            assertThat(event.actor().name()).isEqualTo("a@host-a");
            assertThat(event.to()).isEqualTo(ProfileState.LEASED);
        });
        assertThat(lease().holder().id()).isEqualTo("b");
        assertThat(LogChecker.violations(registry)).isEmpty();
    }

    @Test
    void aNoteOnALeaseOfAnotherRegistryIsNotTaken() {
        LeaseKey key = acquired("a");
        List<HolderNote> notes = List.of(note(1, "Who?"));

        assertThat(registry.addNotes(new LeaseKey(SHOP, LeaseRequest.newId(), 1), notes))
                .isFalse();
        assertThat(registry.addNotes(new LeaseKey(SHOP, key.lease(), 2), notes)).isFalse();
        assertThat(registry.addNotes(new LeaseKey(new ProfileId("other"), key.lease(), 1), notes))
                .isFalse();

        assertThat(events()).containsExactly(EventType.LEASE_ACQUIRED);
    }

    @Test
    void whoLostItsLeaseIsToldOfTheLossNotOfItsOwnNotes() {
        LeaseKey key = acquired("a");
        registry.act(SHOP, new PersonAct(Move.APPROVE, "Ada", "It hung.", true));
        registry.addNotes(key, List.of(note(1, "It stopped.")));

        assertThat(registry.renew(key, 1, EXPORT, MINUTE))
                .isInstanceOfSatisfying(Renewal.Lost.class, lost -> assertThat(lost.why())
                        .contains("by Ada: profile_returned_to_pool, It hung."));
    }

    @Test
    void whereTheBrowserIsCanBeReadAgain() {
        LeaseKey key = acquired("a");
        ProcessMark driver = new ProcessMark("boot", "4026", 4711, "99");
        ProcessMark browser = new ProcessMark("boot", "4026", 4712, "100");
        BrowserMark mark = new BrowserMark("/tmp/leasehold-1", List.of(driver, browser));

        assertThat(registry.noteBrowser(key, mark)).isEqualTo(new Renewal.Renewed(false));

        assertThat(lease().browser()).isEqualTo(mark);
    }

    @Test
    void aMutationIsCountedOnceAndKeepsTheLastSafeStep() {
        LeaseKey key = acquired("a");
        registry.renew(key, 1, EXPORT, MINUTE);
        Progress rename = new Progress("rename store", "https://shop.example/settings");

        assertThat(registry.beginMutation(key, 1, "rename", rename)).isEqualTo(new Renewal.Renewed(false));
        assertThat(registry.beginMutation(key, 1, "rename", rename)).isEqualTo(new Renewal.Renewed(false));
        registry.renew(key, 2, rename, MINUTE);

        assertThat(lease().work())
                .isEqualTo(new LeaseRecord.Work(rename, "export orders", 1, java.util.Optional.of("rename")));
        assertThat(registry.endMutation(key, 1, "done")).isEqualTo(new Renewal.Renewed(false));
        registry.renew(key, 3, rename, MINUTE);
        assertThat(lease().work())
                .isEqualTo(new LeaseRecord.Work(rename, "rename store", 1, java.util.Optional.empty()));
        assertThat(events())
                .as("the heartbeats after its begin say nothing new")
                .containsExactly(
                        EventType.MUTATION_ENDED,
                        EventType.MUTATION_BEGUN,
                        EventType.LEASE_HEARTBEAT,
                        EventType.LEASE_ACQUIRED);
    }

    @Test
    void aHeartbeatSaysWhatIsDoneAndWhere() {
        LeaseKey key = acquired("a");

        registry.renew(key, 1, EXPORT, MINUTE);

        assertThat(registry.events(SHOP, 1).get(0).reason())
                .isEqualTo("Step 'export orders' at https://shop.example/orders.");
        assertThat(lease().work().progress()).isEqualTo(EXPORT);
    }

    @Test
    void whoseLeaseIsOverIsToldWhoEndedIt() {
        LeaseKey key = acquired("a");
        registry.act(SHOP, new PersonAct(Move.QUARANTINE, "Ada", "Half-edited.", true));

        String why = "profile 'shop' is quarantined since "
                + registry.events(SHOP, 1).get(0).at() + " by Ada: profile_quarantined, Half-edited.";
        assertThat(registry.renew(key, 1, EXPORT, MINUTE)).isEqualTo(new Renewal.Lost(why));
        assertThat(registry.noteBrowser(key, BrowserMark.NONE)).isEqualTo(new Renewal.Lost(why));
        assertThat(registry.beginMutation(key, 1, "rename", EXPORT)).isEqualTo(new Renewal.Lost(why));
        assertThat(registry.endMutation(key, 1, "done")).isEqualTo(new Renewal.Lost(why));
        assertThat(registry.release(key, Requests.FINISHED)).isEqualTo(LeaseStatus.REVOKED);
        assertThat(lease().work().mutations()).isZero();
    }

    @Test
    void aLeaseSaysWhenAndWhyItEnded() {
        LeaseKey key = acquired("a");
        assertThat(lease().times().ended()).isEmpty();
        registry.expire(key, "It did not answer.");
        assertThat(lease().times().ended()).isEmpty();
        assertThat(lease().status()).isEqualTo(LeaseStatus.STALE);
        registry.renew(key, 1, Progress.NONE, MINUTE);
        registry.release(key, Requests.FINISHED);

        ProfileStatus status = registry.find(SHOP).orElseThrow();

        assertThat(lease().times().ended()).contains(status.since());
        assertThat(status.reason()).isEqualTo("The run ended.");
        assertThat(status.now()).isAfterOrEqualTo(status.since());
    }

    @Test
    void whatAnInspectionDoesIsSaidInItsName() {
        registry.expire(acquired("a"), "It did not answer.");
        Claim claim = registry.claim(SHOP, Requests.here("i"), MINUTE, Requests.NOBODY_GONE)
                .orElseThrow();

        assertThat(registry.events(SHOP, 1).get(0)).satisfies(event -> {
            assertThat(event.type()).isEqualTo(EventType.INSPECTION_BEGUN);
            assertThat(event.actor().name()).isEqualTo("inspection by i@host-i");
            assertThat(event.actor().run()).isEqualTo("run-a");
        });
        assertThat(registry.settle(claim, Finding.blocked("Its holder is alive.")))
                .isTrue();
        assertThat(registry.events(SHOP, 1).get(0)).satisfies(event -> {
            assertThat(event.type()).isEqualTo(EventType.INSPECTION_LEFT_BLOCKED);
            assertThat(event.reason()).isEqualTo("Its holder is alive.");
        });
    }

    @Test
    void whoWasServedIsNotInTheLineAnyMore() {
        LeaseKey first = acquired("a");
        LeaseRequest waiter = request("b");
        registry.await(SHOP, waiter.holder(), waiter.id().value(), TEN_SECONDS);
        registry.release(first, Requests.FINISHED);
        registry.release(Requests.acquired(registry, waiter), Requests.FINISHED);

        acquired("c");
    }

    @Test
    void whoLeavesTheLineStandsInNobodysWay() {
        LeaseKey first = acquired("a");
        LeaseRequest waiter = request("b");
        registry.await(SHOP, waiter.holder(), waiter.id().value(), TEN_SECONDS);
        registry.leave(waiter.id().value());
        registry.release(first, Requests.FINISHED);

        acquired("c");
    }

    @Test
    void profilesComeByNameAndLeasesTheNewestFirst() {
        registry.release(acquired("a"), Requests.FINISHED);
        LeaseKey second = acquired("b");
        Requests.acquired(registry, Requests.of("blog", self, Requests.LONG));

        assertThat(registry.profiles())
                .extracting(status -> status.id().value())
                .containsExactly("blog", "shop");
        assertThat(registry.leases(SHOP, 10))
                .extracting(lease -> lease.key().fencingToken())
                .containsExactly(2L, 1L);
        assertThat(registry.leases(SHOP, 1)).extracting(LeaseRecord::key).containsExactly(second);
    }

    @Test
    void anUnknownProfileIsNamedWithThoseThatThereAre() {
        PersonAct act = new PersonAct(Move.DISABLE, "Ada", "Moved away.", false);
        assertThatThrownBy(() -> registry.act(SHOP, act))
                .isInstanceOf(RegistryException.class)
                .hasMessageStartingWith("The registry at " + registry.place() + " knows no profile 'shop'.")
                .hasMessageEndingWith("It has: none yet.");
        acquired("a");
        Requests.acquired(registry, Requests.of("blog", self, Requests.LONG));

        assertThatThrownBy(() -> registry.act(new ProfileId("admin"), act))
                .hasMessageEndingWith("knows no profile 'admin'. It has: blog, shop.");
    }

    @Test
    void textsAreCutWhereNoRecordHoldsMore() {
        LeaseKey key = acquired("a");
        registry.renew(key, 1, new Progress("s".repeat(501), "u".repeat(500)), MINUTE);
        registry.beginMutation(key, 1, "m".repeat(201), Progress.NONE);
        assertThat(lease().work().lastSafeStep()).isEqualTo("s".repeat(500));
        assertThat(lease().work().openMutation()).contains("m".repeat(200));

        registry.expire(key, "n".repeat(2_100));
        assertThat(registry.events(SHOP, 1).get(0).reason()).isEqualTo("n".repeat(2_100));
        registry.renew(key, 2, Progress.NONE, MINUTE);
        registry.expire(key, "n".repeat(2_101));
        assertThat(registry.events(SHOP, 1).get(0).reason()).isEqualTo("n".repeat(2_100) + "…");
    }
}
