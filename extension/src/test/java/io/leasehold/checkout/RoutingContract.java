package io.leasehold.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leasehold.CheckoutDeniedException;
import io.leasehold.CheckoutDeniedException.Reason;
import io.leasehold.LeaseLostException;
import io.leasehold.LeaseholdException;
import io.leasehold.ProfileId;
import io.leasehold.fixture.Waiting;
import io.leasehold.profile.ProfilesFile;
import io.leasehold.profile.Secret;
import io.leasehold.registry.Ending;
import io.leasehold.registry.Finding;
import io.leasehold.registry.MachineClock;
import io.leasehold.registry.Move;
import io.leasehold.registry.PersonAct;
import io.leasehold.registry.ProfileRegistry;
import io.leasehold.registry.ProfileStatus;
import io.leasehold.suite.LogRecords;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Which account a name and a task come to, by a real registry with several runs on it.
 *
 * <p>Requirement: P1, P2, P3, P11, L14.
 */
abstract class RoutingContract {

    private static final String PROFILES =
            """
            { "baseUrl": "http://shop.example",
              "profiles": {
                "first":  { "accountId": "1", "allowedTasks": ["checkout"] },
                "second": { "accountId": "2", "allowedTasks": ["checkout", "returns"] },
                "third":  { "accountId": "3", "allowedTasks": ["checkout"] },
                "free":   { "accountId": "4" },
                "desk":   { "accountId": "5", "seats": 2 } },
              "pools": { "buyer": { "members": ["first", "second", "third"] },
                         "pair": { "members": ["first", "second"] } } }
            """;

    private final List<Run> runs = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private RegistryPlace place = new RegistryPlace(Path.of("unused"), Secret.of(""), "", Secret.of(""));

    abstract RegistryPlace place();

    /** One run: what a JVM has of its own. */
    private static final class Run {
        private final Reservations reservations;
        private final RunRegistry registry;
        private final Map<ProfileId, LeaseholdException> denials = new ConcurrentHashMap<>();
        private final Routing routing;

        Run(RegistryPlace place, String name, Duration limit) {
            registry = new RunRegistry(place, new MachineClock(Clock.systemUTC()), name);
            reservations = new Reservations(registry, limit, (profile, why) -> {});
            routing = new Routing(
                    ProfilesFile.parse("leasehold.json", PROFILES),
                    reservations,
                    profile -> Optional.ofNullable(denials.get(profile)),
                    (profile, browser) -> Finding.refer("Nobody looked."));
        }

        String route(String name, String task) {
            return routing.profile(name, task).id().value();
        }
    }

    @BeforeEach
    void prepare() {
        place = place();
    }

    @AfterEach
    void end() {
        threads.shutdownNow();
        runs.forEach(run -> run.reservations.close());
    }

    private Run run(String name, Duration limit) {
        Run run = new Run(place, name, limit);
        runs.add(run);
        return run;
    }

    private Run run(String name) {
        return run(name, Duration.ofSeconds(20));
    }

    private <T> T look(Function<ProfileRegistry, T> what) {
        try (ProfileRegistry registry = place.open(new MachineClock(Clock.systemUTC()))) {
            return what.apply(registry);
        }
    }

    private ProfileStatus status(String profile) {
        return look(registry -> registry.find(new ProfileId(profile))).orElseThrow();
    }

    private void act(Move move, String profile) {
        look(registry ->
                registry.act(new ProfileId(profile), new PersonAct(move, "Ada", "Because of the test.", false)));
    }

    private static CheckoutDeniedException denial(Callable<?> what) {
        return catchThrowableOfType(CheckoutDeniedException.class, what::call);
    }

    @Test
    void runsGetDifferentMembersInTheOrderOfTheFile() {
        assertThat(run("a").route("buyer", "checkout")).isEqualTo("first");
        assertThat(run("b").route("buyer", "checkout")).isEqualTo("second");
        assertThat(run("c").route("buyer", "checkout")).isEqualTo("third");

        assertThat(status("second").lease().orElseThrow().holder().runId()).isEqualTo("b");
        assertThat(status("second").lease().orElseThrow().task()).isEqualTo("checkout");
    }

    @Test
    void seatsOfAnAccountAreHeldByDifferentRuns() {
        assertThat(run("a").route("desk", "")).isEqualTo("desk#1");
        assertThat(run("b").route("desk", "")).isEqualTo("desk#2");
        assertThat(status("desk#2").profile().account()).isEqualTo("5");
    }

    @Test
    void onlyMembersThatAllowTheTaskAreAsked() {
        assertThat(run("a").route("buyer", "returns")).isEqualTo("second");
        assertThat(look(ProfileRegistry::profiles))
                .extracting(one -> one.id().value())
                .containsExactly("second");
    }

    @Test
    void aTaskThatNobodyAllowsIsDeniedBeforeAnythingIsTaken() {
        assertThat(denial(() -> run("a").route("buyer", "export")))
                .hasMessage(
                        "No page of profile 'buyer' is handed out. The task 'export' is not allowed. Correct the task,"
                                + " or add it to allowedTasks:\n  first: allows 'checkout'\n  second: allows 'checkout',"
                                + " 'returns'\n  third: allows 'checkout' [profile=buyer"
                                + " reason=profile_not_allowed_for_task action=stop]");
        assertThat(denial(() -> run("b").route("first", "")))
                .hasMessage(
                        "No page of profile 'first' is handed out. The test names no task, and only certain ones are"
                                + " allowed. Add task = \"…\" to @LeasedPage:\n  first: allows 'checkout' [profile=first"
                                + " reason=profile_not_allowed_for_task action=stop]");
        assertThat(look(ProfileRegistry::profiles)).isEmpty();
    }

    @Test
    void aRunKeepsToOneMemberWhoeverAsks() throws Exception {
        Run run = run("a");
        CountDownLatch start = new CountDownLatch(1);
        List<Future<String>> asked = new ArrayList<>();
        for (int thread = 0; thread < 16; thread++) {
            String name = thread % 2 == 0 ? "buyer" : "pair";
            asked.add(threads.submit(() -> {
                start.await();
                return run.route(name, "checkout");
            }));
        }
        start.countDown();
        for (Future<String> one : asked) {
            assertThat(one.get()).isEqualTo("first");
        }
        assertThat(look(ProfileRegistry::profiles)).hasSize(1);
        assertThat(status("first").fencingToken()).isEqualTo(1);
    }

    @Test
    void whatTheRunHoldsAlreadyIsPreferredAndKept() {
        Run run = run("a");
        run.reservations.take(run.routing.profile("second", "checkout"), (profile, browser) -> Finding.refer(""));

        assertThat(run.route("buyer", "checkout")).isEqualTo("second");
        run.reservations.take(run.routing.profile("first", "checkout"), (profile, browser) -> Finding.refer(""));
        assertThat(run.route("buyer", "checkout")).isEqualTo("second");
    }

    @Test
    void aMemberThatWasLostIsReplaced() {
        Run run = run("a");
        assertThat(run.route("buyer", "checkout")).isEqualTo("first");
        look(registry ->
                registry.act(new ProfileId("first"), new PersonAct(Move.QUARANTINE, "Ada", "It looks odd.", true)));
        assertThat(Waiting.until(
                        Duration.ofSeconds(15),
                        () -> run.reservations.kept(new ProfileId("first")).isEmpty()))
                .isTrue();

        assertThat(run.route("buyer", "checkout")).isEqualTo("second");
    }

    @Test
    void membersThatAPersonHasToSeeArePassedBy() {
        Run before = run("before");
        assertThat(before.route("buyer", "checkout")).isEqualTo("first");
        before.reservations.endsWith(new ProfileId("first"), new Ending(Ending.Kind.UNEXPLAINED, "A prompt."));
        before.reservations.close();

        assertThat(run("a").route("buyer", "checkout")).isEqualTo("second");
    }

    @Test
    void whenAllNeedAPersonTheDenialExplainsEach() {
        Run before = run("before");
        before.reservations.take(before.routing.profile("first", "checkout"), (profile, browser) -> Finding.refer(""));
        before.reservations.take(before.routing.profile("second", "checkout"), (profile, browser) -> Finding.refer(""));
        before.reservations.endsWith(new ProfileId("first"), new Ending(Ending.Kind.UNEXPLAINED, "A prompt."));
        before.reservations.close();
        act(Move.DISABLE, "second");

        Run run = run("a");
        CheckoutDeniedException denial = denial(() -> run.route("pair", "checkout"));
        assertThat(denial.reason()).isEqualTo(Reason.PROFILE_UNAVAILABLE);
        assertThat(denial.getMessage())
                .startsWith(
                        "No page of profile 'pair' is handed out. None of its profiles can be had:\n  first: It waits"
                                + " for a person since ")
                .contains("A prompt.", "leasehold review first --return", "\n  second: It is disabled since ")
                .endsWith("[profile=pair reason=profile_unavailable action=wait]");
        act(Move.APPROVE, "first");
        assertThat(denial(() -> run.route("pair", "checkout")))
                .as("told again, without another try")
                .isSameAs(denial);
    }

    @Test
    void aWaitSaysWhoHoldsWhatAndTakesWhatComesFirst() throws Exception {
        Run first = run("a");
        Run second = run("b");
        first.route("pair", "checkout");
        second.route("pair", "checkout");
        Run waiting = run("c");
        try (LogRecords log = LogRecords.open()) {
            Future<String> asked = threads.submit(() -> waiting.route("pair", "checkout"));
            assertThat(Waiting.until(Duration.ofSeconds(10), () -> log.texts().stream()
                            .anyMatch(text -> text.startsWith("Waiting for pair:\n  first: held by run a on host ")
                                    && text.contains("\n  second: held by run b on host ")
                                    && text.contains(", renews within "))))
                    .as(log.texts().toString())
                    .isTrue();
            second.reservations.close();

            assertThat(asked.get()).isEqualTo("second");
        }
        first.reservations.close();
        assertThat(run("d", Duration.ofSeconds(1)).route("pair", "checkout"))
                .as("the waiter left the other line")
                .isEqualTo("first");
    }

    @Test
    void aWaitIsBoundedAndListsWhoHoldsWhat() {
        run("a").route("pair", "checkout");
        run("b").route("pair", "checkout");
        Run waiting = run("c", Duration.ofSeconds(1));

        CheckoutDeniedException denial = denial(() -> waiting.route("pair", "checkout"));

        assertThat(denial.reason()).isEqualTo(Reason.PROFILE_UNAVAILABLE);
        assertThat(denial.getMessage())
                .startsWith(
                        "No page of profile 'pair' is handed out. None of its profiles became free within 1 s:\n  first:"
                                + " Held by run a on host ")
                .contains("\n  second: Held by run b on host ");
        runs.get(0).reservations.close();
        assertThat(run("d", Duration.ofSeconds(1)).route("pair", "checkout"))
                .as("one who gave up is not waited for")
                .isEqualTo("first");
    }

    @Test
    void anInterruptEndsTheWaitAndIsNoDenial() throws Exception {
        Run holder = run("a");
        holder.route("free", "");
        holder.reservations.take(holder.routing.profile("first", "checkout"), (profile, browser) -> Finding.refer(""));
        holder.reservations.take(holder.routing.profile("second", "checkout"), (profile, browser) -> Finding.refer(""));
        Run waiting = run("b");
        AtomicReference<Thread> thread = new AtomicReference<>();
        Future<Boolean> asked = threads.submit(() -> {
            thread.set(Thread.currentThread());
            assertThatThrownBy(() -> waiting.route("pair", "checkout"))
                    .isInstanceOf(LeaseLostException.class)
                    .hasMessageStartingWith("Interrupted while waiting for profile 'pair'.");
            return Thread.currentThread().isInterrupted();
        });
        assertThat(Waiting.until(
                        Duration.ofSeconds(10),
                        () -> thread.get() != null
                                && Set.of(Thread.State.TIMED_WAITING)
                                        .contains(thread.get().getState())))
                .isTrue();
        thread.get().interrupt();

        assertThat(asked.get()).isTrue();
        holder.reservations.close();
        assertThat(waiting.route("pair", "checkout")).isEqualTo("first");
    }

    @Test
    void whatTheRunWasDeniedIsNotAskedForAgain() {
        Run run = run("a");
        run.denials.put(
                new ProfileId("first"),
                new CheckoutDeniedException(new ProfileId("first"), Reason.PROFILE_DISABLED, "It was disabled.", null));

        assertThat(run.route("pair", "checkout")).isEqualTo("second");
    }
}
