package io.leasehold.page;

import static io.leasehold.Access.EXCLUSIVE;
import static io.leasehold.Access.SHARED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.leasehold.Access;
import io.leasehold.ConfigurationException;
import io.leasehold.LeaseLostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is let in to a profile, and when. Requirement: L14. */
@Timeout(30)
final class AccessGateTests {

    private static final Duration AT_ONCE = Duration.ZERO;
    private static final Duration LONG = Duration.ofSeconds(20);

    private final AccessGate gate = new AccessGate("shop");
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    private static LeaseScope scope(String id) {
        return new LeaseScope(id, "T", id);
    }

    private Future<AccessGate.Visit> waiting(String id, Access access) {
        return threads.submit(() -> gate.enter(scope(id), access, LONG));
    }

    private void awaitWaiting(int count) {
        while (gate.waiting() < count) {
            Thread.onSpinWait();
        }
    }

    @Test
    void sharedVisitorsAreInTogether() {
        gate.enter(scope("a"), SHARED, AT_ONCE);
        gate.enter(scope("b"), SHARED, AT_ONCE);

        assertThat(gate.active()).isEqualTo(2);
    }

    @Test
    void anExclusiveVisitorWaitsForAllOthersAndKeepsNewOnesOut() throws Exception {
        AccessGate.Visit a = gate.enter(scope("a"), SHARED, AT_ONCE);
        AccessGate.Visit b = gate.enter(scope("b"), SHARED, AT_ONCE);
        Future<AccessGate.Visit> alone = waiting("alone", EXCLUSIVE);
        awaitWaiting(1);
        Future<AccessGate.Visit> later = waiting("later", SHARED);
        awaitWaiting(2);

        gate.leave(a);
        assertThat(alone.isDone() || later.isDone()).isFalse();
        gate.leave(b);
        AccessGate.Visit in = alone.get(20, TimeUnit.SECONDS);
        assertThat(gate.active()).isEqualTo(1);
        assertThat(later.isDone()).isFalse();
        gate.leave(in);

        assertThat(later.get(20, TimeUnit.SECONDS).access()).isEqualTo(SHARED);
    }

    @Test
    void aWaiterThatGivesUpSaysWhoIsInAndIsOutOfTheQueue() {
        AccessGate.Visit holder = gate.enter(scope("a"), SHARED, AT_ONCE);

        assertThatExceptionOfType(LeaseLostException.class)
                .isThrownBy(() -> gate.enter(scope("b"), EXCLUSIVE, AT_ONCE))
                .withMessage("No EXCLUSIVE page of profile 'shop' within 0 s: it is held by T.a (SHARED). Shorten those"
                        + " tests, or raise leasehold.acquireTimeout. [profile=shop active=1 waiting=0]");

        gate.enter(scope("c"), SHARED, AT_ONCE);
        gate.leave(holder);
        assertThat(gate.active()).isEqualTo(1);
        assertThat(gate.waiting()).isZero();
    }

    @Test
    void anInterruptedWaiterKeepsItsFlagAndIsOutOfTheQueue() throws Exception {
        gate.enter(scope("a"), EXCLUSIVE, AT_ONCE);
        List<Boolean> flags = new ArrayList<>();
        Thread waiter = new Thread(() -> {
            try {
                gate.enter(scope("b"), SHARED, LONG);
            } catch (LeaseLostException e) {
                flags.add(Thread.currentThread().isInterrupted());
            }
        });
        waiter.start();
        awaitWaiting(1);

        waiter.interrupt();
        waiter.join();

        assertThat(flags).containsExactly(true);
        assertThat(gate.waiting()).isZero();
    }

    @Test
    void whoWaitedBehindAWaiterThatGaveUpIsLetInAtOnce() throws Exception {
        gate.enter(scope("a"), SHARED, AT_ONCE);
        Thread alone = new Thread(() -> assertThatExceptionOfType(LeaseLostException.class)
                .isThrownBy(() -> gate.enter(scope("alone"), EXCLUSIVE, LONG)));
        alone.start();
        awaitWaiting(1);
        Future<AccessGate.Visit> behind = waiting("behind", SHARED);
        awaitWaiting(2);

        alone.interrupt();

        assertThat(behind.get(LONG.toSeconds() / 2, TimeUnit.SECONDS).access()).isEqualTo(SHARED);
        alone.join();
    }

    @Test
    void leavingTwiceFreesOnePlaceOnly() {
        AccessGate.Visit a = gate.enter(scope("a"), SHARED, AT_ONCE);
        gate.enter(scope("b"), SHARED, AT_ONCE);

        gate.leave(a);
        gate.leave(a);

        assertThat(gate.active()).isEqualTo(1);
    }

    @Test
    void aTestInsideASharedClassPassesAWaitingExclusiveOne() throws Exception {
        AccessGate.Visit ofClass = gate.enter(scope("class"), SHARED, AT_ONCE);
        Future<AccessGate.Visit> alone = waiting("other", EXCLUSIVE);
        awaitWaiting(1);

        AccessGate.Visit ofTest = gate.enter(scope("class/test"), SHARED, AT_ONCE);

        gate.leave(ofTest);
        gate.leave(ofClass);
        assertThat(alone.get(20, TimeUnit.SECONDS).access()).isEqualTo(EXCLUSIVE);
    }

    @Test
    void nobodyWaitsForItself() {
        gate.enter(scope("class"), SHARED, AT_ONCE);

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> gate.enter(scope("class/test"), EXCLUSIVE, LONG))
                .withMessage(
                        "EXCLUSIVE access to profile 'shop' was asked for in T.class/test, inside the SHARED lease of"
                                + " T.class: it would wait for itself for ever. Ask for EXCLUSIVE once, on the first @LeasedPage"
                                + " parameter of the profile, and in no enclosing class.");
        assertThat(gate.waiting()).isZero();
    }

    @Test
    void manyThreadsNeverBreakTheExclusion() throws InterruptedException, ExecutionException {
        int[] alone = {0};
        List<Future<?>> visitors = new ArrayList<>();
        for (int visitor = 0; visitor < 8; visitor++) {
            String id = "v" + visitor;
            visitors.add(threads.submit(() -> {
                for (int round = 0; round < 500; round++) {
                    AccessGate.Visit visit = gate.enter(scope(id), round % 2 == 0 ? EXCLUSIVE : SHARED, LONG);
                    if (visit.access() == EXCLUSIVE) {
                        alone[0]++;
                    }
                    gate.leave(visit);
                }
            }));
        }
        for (Future<?> visitor : visitors) {
            visitor.get();
        }

        assertThat(alone[0]).isEqualTo(8 * 250);
        assertThat(gate.active()).isZero();
    }
}
