package io.leasehold.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.ConfigurationException;
import io.leasehold.JobScope;
import io.leasehold.LeaseLostException;
import io.leasehold.profile.Profile;
import io.leasehold.profile.ProfilesFile;
import io.leasehold.registry.EventType;
import io.leasehold.registry.LeaseEvent;
import io.leasehold.registry.MachineClock;
import io.leasehold.registry.Move;
import io.leasehold.registry.PersonAct;
import io.leasehold.registry.ProfileRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Provider jobs and pools by a real registry, with threads, several runs and several JVMs.
 *
 * <p>Requirement: L15, P1, P3.
 */
abstract class ProviderJobsContract extends JobRuns {

    @Test
    void threadsOfTwoRunsAreNeverAtItTogether() throws Exception {
        List<Reservations> two = List.of(run("a", Duration.ofSeconds(60)), run("b", Duration.ofSeconds(60)));
        List<Profile> profiles = List.of(taken(two.get(0), "a"), taken(two.get(1), "b"));
        int[] unguarded = new int[1];
        List<Long> tokens = new CopyOnWriteArrayList<>();
        List<Future<?>> all = new ArrayList<>();
        for (int thread = 0; thread < 6; thread++) {
            int run = thread % 2;
            String owner = "thread " + thread;
            all.add(threads.submit(() -> {
                for (int time = 0; time < 10; time++) {
                    RunningJob job = two.get(run).jobs().enter(call("report", profiles.get(run), owner));
                    int before = unguarded[0];
                    Thread.onSpinWait();
                    unguarded[0] = before + 1;
                    tokens.add(job.fencingToken());
                    job.end();
                }
            }));
        }
        for (Future<?> one : all) {
            one.get();
        }

        assertThat(unguarded[0]).isEqualTo(60);
        assertThat(tokens)
                .isEqualTo(IntStream.rangeClosed(1, 60).mapToObj(Long::valueOf).toList());
        assertThat(events("a").stream().filter(event -> event.type() == EventType.JOB_BEGUN))
                .hasSizeGreaterThan(5);
    }

    @Test
    void threadsOfARunAreServedInTheOrderOfAsking() throws Exception {
        Reservations run = run("a", SOON);
        Profile profile = taken(run, "a");
        RunningJob first = run.jobs().enter(call("report", profile, "first"));
        List<Integer> served = new CopyOnWriteArrayList<>();
        List<Future<?>> all = new ArrayList<>();
        for (int at = 0; at < 5; at++) {
            int number = at;
            AtomicReference<Thread> thread = new AtomicReference<>();
            all.add(threads.submit(() -> {
                thread.set(Thread.currentThread());
                RunningJob job = run.jobs().enter(call("report", profile, "waiter " + number));
                served.add(number);
                job.end();
            }));
            assertThat(soon(() -> thread.get() != null && thread.get().getState() == Thread.State.TIMED_WAITING))
                    .isTrue();
        }
        first.end();
        for (Future<?> one : all) {
            one.get();
        }

        assertThat(served).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void otherJobsGoOnMeanwhile() throws Exception {
        Reservations run = run("a", SOON);
        Profile profile = taken(run, "a");
        RunningJob one = run.jobs().enter(call("report", profile, "one"));

        threads.submit(() -> run.jobs().enter(call("export", profile, "other")).end())
                .get();
        threads.submit(() -> run.jobs()
                        .enter(new JobCall("report", JobScope.PROFILE, profile, "other"))
                        .end())
                .get();
        run.jobs().enter(call("nested", profile, "one")).end();
        one.end();
        assertThat(one.mutex()).isEqualTo("platform/shop/report");
    }

    @Test
    void aWaitIsBoundedAndSaysWhoHasItSinceWhen() throws Exception {
        Reservations holder = run("a", SOON);
        RunningJob held = holder.jobs().enter(call("report", taken(holder, "a"), "holder"));
        Reservations waiting = run("b", Duration.ofSeconds(1));
        Profile other = taken(waiting, "b");

        assertThatThrownBy(() -> waiting.jobs().enter(call("report", other, "test=waiter")))
                .isInstanceOf(LeaseLostException.class)
                .hasMessageMatching(
                        "The provider job 'platform/shop/report' was not begun: its turn did not come within"
                                + " 1 s; run a on host .+ has it with profile a since 20.+Z\\. Shorten the job, or raise"
                                + " leasehold\\.acquireTimeout\\. \\[test=waiter\\]");
        threads.submit(() -> assertThatThrownBy(
                                () -> run("c", Duration.ofSeconds(1)).jobs().enter(call("report", other, "nobody")))
                        .hasMessageContaining("profile 'b' is not this run's any more"))
                .get();
        held.end();
        waiting.jobs().enter(call("report", other, "test=waiter")).end();
    }

    @Test
    void aWaitInTheJvmNamesTheTestThatIsAtIt() throws Exception {
        Reservations run = run("a", Duration.ofSeconds(1));
        Profile profile = taken(run, "a");
        RunningJob held = run.jobs().enter(call("report", profile, "test=holder"));

        threads.submit(() -> assertThatThrownBy(() -> run.jobs().enter(call("report", profile, "test=waiter")))
                        .hasMessageMatching(".* within 1 s; in this JVM \\[test=holder\\] is at it for \\d+ s\\..*"))
                .get();
        held.end();
    }

    @Test
    void anInterruptEndsTheWait() throws Exception {
        Reservations holder = run("a", SOON);
        RunningJob held = holder.jobs().enter(call("report", taken(holder, "a"), "holder"));
        Reservations waiting = run("b", SOON);
        Profile other = taken(waiting, "b");
        AtomicReference<Thread> thread = new AtomicReference<>();
        Future<Boolean> asked = threads.submit(() -> {
            thread.set(Thread.currentThread());
            assertThatThrownBy(() -> waiting.jobs().enter(call("report", other, "waiter")))
                    .isInstanceOf(LeaseLostException.class)
                    .hasMessage("Interrupted while waiting for the provider job 'platform/shop/report'. [waiter]");
            return Thread.currentThread().isInterrupted();
        });
        assertThat(soon(() -> thread.get() != null && thread.get().getState() == Thread.State.TIMED_WAITING))
                .isTrue();
        thread.get().interrupt();

        assertThat(asked.get()).isTrue();
        held.end();
        waiting.jobs().enter(call("report", other, "later")).end();
    }

    @Test
    void aJobInsideItselfIsAnErrorAtOnce() throws Exception {
        Reservations run = run("a", SOON);
        Profile profile = taken(run, "a");
        RunningJob held = run.jobs().enter(call("report", profile, "lease=1"));

        assertThatThrownBy(() -> run.jobs().enter(call("report", profile, "lease=2 of the same thread")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "The provider job 'platform/shop/report' was asked for inside itself: it would wait for itself"
                                + " for ever. Take the inner call out, or give it a name of its own. [lease=2 of the same"
                                + " thread]");
        threads.submit(() -> assertThatThrownBy(() -> run.jobs().enter(call("report", profile, "lease=1")))
                        .isInstanceOf(ConfigurationException.class))
                .get();
        held.end();
        run.jobs().enter(call("report", profile, "lease=1")).end();
    }

    @Test
    void aNameOrScopeThatCannotBeUsedIsRefused() {
        Profile profile = file.profile("a");
        Profile free = ProfilesFile.parse("f", "{\"profiles\":{\"p\":{\"accountId\":\"a\",\"baseUrl\":\"http://h\"}}}")
                .profile("p");

        for (String name : List.of("", " ", "a/b", "a\nb", "x".repeat(101))) {
            assertThatThrownBy(() -> call(name, profile, "test=t"))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("is no name for a provider job");
        }
        assertThatThrownBy(() -> call("report", free, "test=t").mutex())
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "The provider job 'report' is for a platform, but profile 'p' has none. Add \"platform\" to the"
                                + " profile, or use the scope PROFILE. [test=t]");
    }

    @Test
    void whoLostTheProfileBeginsNoJob() {
        Reservations run = run("a", SOON);
        Profile profile = taken(run, "a");
        try (ProfileRegistry registry = place.open(new MachineClock(Clock.systemUTC()))) {
            registry.act(profile.id(), new PersonAct(Move.QUARANTINE, "Ada", "It looks odd.", true));
        }

        assertThatThrownBy(() -> run.jobs().enter(call("report", profile, "test=t")))
                .isInstanceOf(LeaseLostException.class)
                .hasMessageContaining("profile 'a' is not");
        assertThat(events("a").stream().map(LeaseEvent::type)).doesNotContain(EventType.JOB_BEGUN);
    }

    @Test
    void aJobOutlivesManyDeadlinesWhileItRuns() {
        Reservations run = run("a", SOON);
        Profile profile = taken(run, "a");
        RunningJob job = run.jobs().enter(call("report", profile, "holder"));
        Reservations other = run("b", Duration.ofSeconds(8));

        assertThatThrownBy(() -> other.jobs().enter(call("report", taken(other, "b"), "waiter")))
                .as("the deadline is 6 s, and nobody takes it within 8 s")
                .hasMessageContaining("within 8 s; run a on host");
        job.requireHeld();
        job.end();
    }

    @Test
    void jvmsOfOnePlatformAreNeverAtItTogether() throws IOException {
        Path counter = Files.writeString(folder.resolve("counter"), "0");
        ForkedRun first = fork("first");
        ForkedRun second = fork("second");
        assertThat(first.ask("route any")).isEqualTo("a");
        assertThat(second.ask("route any")).isEqualTo("b");
        first.send("many 20 " + counter);
        second.send("many 20 " + counter);

        List<Long> tokens = Arrays.stream((first.answer() + "," + second.answer()).split(","))
                .map(Long::valueOf)
                .sorted()
                .toList();
        assertThat(Files.readString(counter)).isEqualTo("40");
        assertThat(tokens)
                .isEqualTo(IntStream.rangeClosed(1, 40).mapToObj(Long::valueOf).toList());
    }

    @Test
    void aPoolIsSharedOutAmongJvmsAndOneThatIsKilledLeavesItsMemberToTheWaiter() {
        ForkedRun first = fork("first");
        ForkedRun second = fork("second");
        assertThat(first.ask("route any")).isEqualTo("a");
        assertThat(second.ask("route any")).isEqualTo("b");
        ForkedRun third = fork("third");
        third.send("route any");
        second.process().destroyForcibly();

        assertThat(third.answer()).isEqualTo("b");
        assertThat(first.ask("close")).isEqualTo("closed");
    }

    @Test
    void seatsOfAnAccountShareItsJobs() {
        ForkedRun first = fork("first");
        ForkedRun second = fork("second");
        assertThat(first.ask("route desk")).isEqualTo("desk#1");
        assertThat(second.ask("route desk")).isEqualTo("desk#2");
        assertThat(first.ask("enter report PROFILE")).isEqualTo("profile/desk/report 1");
        second.send("enter report PROFILE");
        assertThat(first.ask("leave")).isEqualTo("left");

        assertThat(second.answer()).isEqualTo("profile/desk/report 2");
    }

    @Test
    void aJobWhoseJvmWasKilledIsFreeAfterItsDeadlineOnly() {
        ForkedRun killed = fork("killed");
        assertThat(killed.ask("route a")).isEqualTo("a");
        assertThat(killed.ask("enter report PLATFORM")).isEqualTo("platform/shop/report 1");
        long entered = System.nanoTime();
        killed.process().destroyForcibly();
        Reservations run = run("b", Duration.ofSeconds(30));

        RunningJob job = run.jobs().enter(call("report", taken(run, "b"), "next"));

        assertThat(job.fencingToken()).isEqualTo(2);
        assertThat(Duration.ofNanos(System.nanoTime() - entered)).isGreaterThan(Duration.ofSeconds(4));
        job.end();
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aJobThatWasPausedPastItsDeadlineIsToldWhenItEnds() {
        ForkedRun paused = fork("paused");
        assertThat(paused.ask("route a")).isEqualTo("a");
        assertThat(paused.ask("enter report PLATFORM")).isEqualTo("platform/shop/report 1");
        paused.signal("STOP");
        Reservations run = run("b", Duration.ofSeconds(30));
        RunningJob job = run.jobs().enter(call("report", taken(run, "b"), "next"));
        assertThat(job.fencingToken()).isEqualTo(2);
        paused.signal("CONT");

        assertThat(paused.ask("leave"))
                .startsWith(
                        "LeaseLostException: The provider job 'platform/shop/report' was not alone all the time: the"
                                + " mutex 'platform/shop/report' was not renewed in time, and run b has it. Look at what it did,")
                .endsWith(" mutex=platform/shop/report token=1]");
        job.requireHeld();
        job.end();
    }
}
