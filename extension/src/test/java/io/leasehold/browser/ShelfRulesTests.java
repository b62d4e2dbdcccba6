package io.leasehold.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.LeaseLostException;
import io.leasehold.ProfileId;
import io.leasehold.profile.Profile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a pin is, and what capacity and an explicit end do to it. Requirement: L7, L8, L9, L10. */
final class ShelfRulesTests {

    private static final Profile A = StubContext.profile("a", "");
    private static final Profile B = StubContext.profile("b", "");
    private static final Profile C = StubContext.profile("c", "");

    private final StubShelf stub = StubShelf.unlimited();

    private int pins(Profile profile) {
        return stub.shelf().pins(profile.id());
    }

    @Test
    void theCountIsTheNumberOfLiveTokens() {
        List<ContextPin<StubContext>> pins =
                IntStream.range(0, 3).mapToObj(user -> stub.pin(A)).toList();

        assertThat(pins(A)).isEqualTo(3);
        assertThat(pins.get(1).release()).isTrue();
        assertThat(pins.get(1).release()).isFalse();
        assertThat(pins(A)).isEqualTo(2);
        assertThat(stub.opened()).hasSize(1);
    }

    @Test
    void aHundredThreadsThatGiveOnePinBackGiveItBackOnce() throws Exception {
        ContextPin<StubContext> other = stub.pin(A);
        ContextPin<StubContext> pin = stub.pin(A);
        ExecutorService threads = Executors.newFixedThreadPool(100);
        try {
            List<Callable<Boolean>> releases = Collections.nCopies(100, pin::release);
            List<Boolean> counted = new ArrayList<>();
            for (Future<Boolean> release : threads.invokeAll(releases)) {
                counted.add(release.get());
            }
            assertThat(counted).containsOnlyOnce(true);
        } finally {
            threads.shutdownNow();
        }
        assertThat(pins(A)).isEqualTo(1);
        assertThat(other.release()).isTrue();
    }

    @Test
    void aPinOfAnEndedIncarnationCannotTouchTheNextOne() {
        ContextPin<StubContext> old = stub.pin(A);
        stub.shelf().end(A.id(), "a person");
        ContextPin<StubContext> young = stub.pin(A);

        assertThat(old.release()).isFalse();
        assertThat(pins(A)).isEqualTo(1);
        stub.shelf().maxOpenContexts(1);
        stub.pin(B);
        assertThat(young.context().isUsable()).isTrue();
        assertThat(young.release()).isTrue();
    }

    @Test
    void theLeastRecentlyUsedIdleContextIsEvicted() {
        StubShelf two = StubShelf.ofAtMost(2);
        StubContext a = two.use(A);
        StubContext b = two.use(B);
        two.use(A);

        ContextPin<StubContext> c = two.pin(C);
        two.runClosings();

        assertThat(b.closes()).isEqualTo(1);
        assertThat(a.isUsable()).isTrue();
        assertThat(c.context().isUsable()).isTrue();
        assertThat(two.places()).containsExactly("a#1 OPEN pins=0", "c#3 OPEN pins=1");
    }

    @Test
    void theOrderIsThatOfTheLastReleaseAndASecondReleaseRefreshesNothing() {
        StubShelf two = StubShelf.ofAtMost(2);
        ContextPin<StubContext> a = two.pin(A);
        ContextPin<StubContext> b = two.pin(B);
        a.release();
        b.release();
        a.release();

        two.pin(C);
        two.runClosings();

        assertThat(a.context().closes()).isEqualTo(1);
        assertThat(b.context().closes()).isZero();
    }

    @Test
    void evictionKeepsTheLoginState() {
        StubShelf one = StubShelf.ofAtMost(1);
        assertThat(one.use(A).startedFrom()).isEmpty();
        one.use(B);
        one.runClosings();

        assertThat(one.use(A).startedFrom()).contains("state of a");
    }

    @Test
    void pinnedContextsAreWalkedPastAndTheLimitHoldsAgainAtTheReleases() {
        StubShelf one = StubShelf.ofAtMost(1);
        List<ContextPin<StubContext>> pins = List.of(one.pin(A), one.pin(B), one.pin(C));
        assertThat(one.runClosings()).as("all are pinned").isZero();

        pins.get(1).release();
        assertThat(one.runClosings()).isEqualTo(1);
        pins.get(0).release();
        assertThat(one.runClosings()).isEqualTo(1);
        pins.get(2).release();
        assertThat(one.runClosings()).isZero();

        assertThat(one.places()).containsExactly("c#3 OPEN pins=0");
    }

    @Test
    void aLowerLimitShrinksOneByOneFromTheOldest() {
        List<StubContext> contexts = List.of(stub.use(A), stub.use(B), stub.use(C));

        stub.shelf().maxOpenContexts(2);
        stub.runClosings();
        assertThat(contexts).extracting(StubContext::closes).containsExactly(1, 0, 0);

        stub.shelf().maxOpenContexts(1);
        stub.runClosings();
        assertThat(contexts).extracting(StubContext::closes).containsExactly(1, 1, 0);
        assertThatThrownBy(() -> stub.shelf().maxOpenContexts(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsClosingAlreadyIsNoReasonToEvictMore() {
        StubShelf two = StubShelf.ofAtMost(2);
        two.use(A);
        StubContext b = two.use(B);

        two.use(C);
        two.shelf().sweep();
        two.shelf().maxOpenContexts(2);

        assertThat(b.isUsable()).isTrue();
        assertThat(two.places()).containsExactly("b#2 OPEN pins=0", "c#3 OPEN pins=0", "a#1 CLOSING pins=0");
    }

    @Test
    void anExplicitEndClosesAtAnyCountAndSaysByWhom() {
        List<ContextPin<StubContext>> pins = List.of(stub.pin(A), stub.pin(A));
        ContextPin<StubContext> sibling = stub.pin(B);

        stub.shelf().end(A.id(), "ada");
        stub.shelf().end(A.id(), "bob");
        StubContext ended = pins.get(0).context();

        assertThat(stub.runClosings()).isEqualTo(1);
        assertThat(ended.closes()).isEqualTo(1);
        assertThat(ended.enders()).containsExactly("ada");
        assertThat(pins).noneMatch(ContextPin::release);
        assertThat(pins(A)).isZero();
        assertThat(sibling.context().isUsable()).isTrue();
        assertThat(stub.pin(A).context().startedFrom()).contains("state of a");
    }

    @Test
    void anEndReachesADrainingContextToo() {
        ContextPin<StubContext> old = stub.pin(A);
        stub.shelf().retire(old.context());
        ContextPin<StubContext> young = stub.pin(A);

        stub.shelf().end(A.id(), "ada");
        stub.runClosings();

        assertThat(List.of(old.context(), young.context()))
                .allSatisfy(context -> assertThat(context.enders()).containsExactly("ada"))
                .allSatisfy(context -> assertThat(context.closes()).isEqualTo(1));
    }

    @Test
    void theEndOfTheRunClosesAllNeverHangsAndLetsNobodyInAgain() {
        ContextPin<StubContext> pinned = stub.pin(A);
        StubContext idle = stub.use(B);

        stub.shelf().close();
        stub.runClosings();
        stub.shelf().close();

        assertThat(List.of(pinned.context(), idle))
                .allSatisfy(context -> assertThat(context.closes()).isEqualTo(1))
                .allSatisfy(context -> assertThat(context.enders()).containsExactly("the end of the run"));
        assertThat(pinned.release()).isFalse();
        assertThat(stub.places()).isEmpty();
        assertThatThrownBy(() -> stub.pin(A))
                .isInstanceOf(LeaseLostException.class)
                .hasMessage("No page of profile 'a': the run is ending.");
    }

    @Test
    void aLostContextIsNeverHandedOutAgain() {
        ContextPin<StubContext> holder = stub.pin(A);
        StubContext lost = holder.context();
        lost.lose();

        ContextPin<StubContext> next = stub.pin(A);
        stub.runClosings();

        assertThat(next.context()).isNotSameAs(lost);
        assertThat(next.context().startedFrom()).contains("state of a");
        assertThat(lost.closes()).isEqualTo(1);
        assertThat(lost.enders()).isEmpty();
        assertThat(holder.release()).isFalse();
        assertThat(pins(A)).isEqualTo(1);
    }

    @Test
    void aLostContextClosesWithItsLastPinAtTheLatest() {
        ContextPin<StubContext> holder = stub.pin(A);
        holder.context().lose();
        stub.shelf().sweep();
        assertThat(stub.runClosings()).as("it is pinned").isZero();

        holder.release();

        assertThat(stub.runClosings()).isEqualTo(1);
        StubContext idle = stub.use(B);
        idle.lose();
        stub.shelf().sweep();
        assertThat(stub.runClosings()).isEqualTo(1);
    }

    @Test
    void retiringWhatIsNotOnTheShelfDoesNothing() {
        StubContext stranger = new StubContext(A, Optional.empty());
        ContextPin<StubContext> pin = stub.pin(A);

        stub.shelf().retire(stranger);
        stub.shelf().end(new ProfileId("nobody"), "ada");

        assertThat(stub.use(A)).isSameAs(pin.context());
    }
}
