package io.leasehold.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.leasehold.SharedContextException;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One thread at a time. Requirement: L3, L13. */
final class ConfinementTests {

    private static final Set<Thread.State> WAITING = Set.of(Thread.State.WAITING, Thread.State.TIMED_WAITING);

    private final Thread main = Thread.currentThread();
    private final CallsInFlight calls = new CallsInFlight();
    private final Confinement confinement = new Confinement(calls);
    private final ExecutorService other = Executors.newSingleThreadExecutor(work -> new Thread(work, "other"));

    @AfterEach
    void end() {
        other.shutdownNow();
    }

    private void onOther(Runnable work) throws ExecutionException, InterruptedException {
        other.submit(work).get();
    }

    @Test
    void aCallDuringACallOfAnotherThreadIsRefused() throws Exception {
        onOther(() -> calls.sent(1, "click", true));

        assertThatExceptionOfType(SharedContextException.class)
                .isThrownBy(() -> confinement.check("fill"))
                .withMessage("'fill' was refused: thread 'other' is inside 'click' on a page of the same lease, and"
                        + " Playwright's objects serve one thread at a time. Give each thread a @LeasedPage parameter"
                        + " of its own.")
                .extracting(SharedContextException::call)
                .isEqualTo("fill");
    }

    @Test
    void onceItIsAnsweredTheOtherThreadMayCall() throws Exception {
        onOther(() -> calls.sent(1, "click", true));
        assertThat(calls.answered(1))
                .isNotNull()
                .extracting(CallsInFlight.Call::input)
                .isEqualTo(true);

        assertThatCode(() -> confinement.check("fill")).doesNotThrowAnyException();
        assertThat(calls.answered(1)).isNull();
    }

    /** As one whose test timed out, on a machine that has not let it leave yet. */
    @Test
    void aThreadThatWasToldToEndIsWaitedFor() throws Exception {
        CountDownLatch sent = new CountDownLatch(1);
        Thread ending = new Thread(
                () -> {
                    calls.sent(1, "click", true);
                    sent.countDown();
                    while (!Thread.currentThread().isInterrupted() || !WAITING.contains(main.getState())) {
                        Thread.onSpinWait();
                    }
                    calls.clear();
                },
                "ending");
        ending.start();
        sent.await();
        ending.interrupt();

        assertThatCode(() -> confinement.check("fill")).doesNotThrowAnyException();
        ending.join();
    }

    @Test
    void aCallInsideACallOfTheSameThreadIsAllowed() {
        calls.sent(1, "click", true);

        assertThatCode(() -> confinement.check("fill")).doesNotThrowAnyException();
    }

    @Test
    void nobodyIsInsideACallThatIsNotWaitedFor() throws Exception {
        onOther(() -> calls.sent(1, "updateSubscription", false));

        assertThatCode(() -> confinement.check("fill")).doesNotThrowAnyException();
    }

    @Test
    void aThreadThatDiedIsInsideNothing() throws Exception {
        CountDownLatch sent = new CountDownLatch(1);
        Thread dying = new Thread(() -> {
            calls.sent(1, "click", true);
            sent.countDown();
        });
        dying.start();
        sent.await();
        dying.join();

        assertThatCode(() -> confinement.check("fill")).doesNotThrowAnyException();
    }

    @Test
    void thePageOfAClassServesOneRunningTestAtATime() throws Exception {
        onOther(() -> {
            confinement.testStarted("T.first()");
            confinement.check("click");
        });
        confinement.testStarted("T.second()");

        assertThatExceptionOfType(SharedContextException.class)
                .isThrownBy(() -> confinement.check("fill"))
                .withMessage("'fill' in T.second() was refused: the page was leased for the whole class in @BeforeAll,"
                        + " and T.first() is using it on thread 'other'. Give each test a @LeasedPage parameter of its"
                        + " own, or run the class's methods on one thread with @Execution(SAME_THREAD).");
    }

    @Test
    void thePageOfAClassIsFreeForTheNextTest() throws Exception {
        onOther(() -> {
            confinement.testStarted("T.first()");
            confinement.check("click");
            confinement.testEnded();
        });
        confinement.testStarted("T.second()");

        assertThatCode(() -> confinement.check("fill")).doesNotThrowAnyException();
    }

    @Test
    void aClearedConnectionHasNoCalls() throws Exception {
        onOther(() -> calls.sent(1, "click", true));
        calls.clear();

        assertThat(calls.ofAnotherThread()).isNull();
    }
}
