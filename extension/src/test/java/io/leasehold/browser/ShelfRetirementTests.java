package io.leasehold.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.profile.Profile;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When a context is replaced in mid-run, and when it is not. Requirement: L7, L16. */
final class ShelfRetirementTests {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final StubShelf stub = StubShelf.unlimited();

    private static Profile with(String retirement) {
        return StubContext.profile("a", "'retirement': {" + retirement + "}");
    }

    private static Profile kept(String retirement) {
        return StubContext.profile("a", "'session': 'kept', 'retirement': {" + retirement + "}");
    }

    @Test
    void idleRetiresOnlyWhatNobodyPins() {
        Profile profile = with("'idle': 'PT10S'");
        ContextPin<StubContext> pin = stub.pin(profile);
        stub.pass(Duration.ofHours(1));
        stub.shelf().sweep();
        assertThat(stub.runClosings()).as("it is pinned").isZero();

        pin.release();
        stub.pass(Duration.ofSeconds(9));
        stub.shelf().sweep();
        assertThat(stub.runClosings()).as("idle for 9 s").isZero();

        stub.pass(SECOND);
        stub.shelf().sweep();
        assertThat(stub.runClosings()).isEqualTo(1);
        assertThat(stub.use(profile).startedFrom()).contains("state of a");
    }

    @Test
    void aSecondReleaseDoesNotMakeItYounger() {
        ContextPin<StubContext> pin = stub.pin(with("'idle': 'PT10S'"));
        pin.release();
        stub.pass(Duration.ofSeconds(9));
        pin.release();
        stub.pass(SECOND);

        stub.shelf().sweep();

        assertThat(stub.runClosings()).isEqualTo(1);
    }

    @Test
    void ageDrainsAndSwaps() {
        Profile profile = with("'age': 'PT10S'");
        ContextPin<StubContext> old = stub.pin(profile);
        stub.pass(Duration.ofSeconds(9));
        assertThat(stub.use(profile)).isSameAs(old.context());
        stub.pass(SECOND);

        ContextPin<StubContext> young = stub.pin(profile);

        assertThat(young.context()).isNotSameAs(old.context());
        assertThat(young.context().startedFrom()).contains("state of a");
        assertThat(stub.shelf().pins(profile.id())).isEqualTo(2);
        assertThat(stub.runClosings()).as("the old one is pinned").isZero();
        old.release();
        assertThat(stub.runClosings()).isEqualTo(1);
        assertThat(old.context().closes()).isEqualTo(1);
        assertThat(young.context().isUsable()).isTrue();
    }

    @Test
    void anOldContextThatIsIdleIsSweptAway() {
        StubContext context = stub.use(with("'age': 'PT10S'"));
        stub.shelf().sweep();
        assertThat(stub.runClosings()).isZero();
        stub.pass(Duration.ofSeconds(10));

        stub.shelf().sweep();
        stub.runClosings();

        assertThat(context.closes()).isEqualTo(1);
    }

    @Test
    void ageIsLookedAtWhenTheLastPinIsGivenBack() {
        ContextPin<StubContext> pin = stub.pin(with("'age': 'PT10S'"));
        stub.pass(Duration.ofSeconds(10));

        pin.release();

        assertThat(stub.runClosings()).isEqualTo(1);
    }

    @Test
    void aNumberOfLeasesDrainsAndSwaps() {
        Profile profile = with("'leases': 2");
        ContextPin<StubContext> first = stub.pin(profile);
        ContextPin<StubContext> second = stub.pin(profile);

        ContextPin<StubContext> third = stub.pin(profile);

        assertThat(second.context()).isSameAs(first.context());
        assertThat(third.context()).isNotSameAs(first.context());
        assertThat(stub.places()).containsExactly("a#2 OPEN pins=1", "a#1 RETIRING pins=2");
        first.release();
        second.release();
        assertThat(stub.runClosings()).isEqualTo(1);
        assertThat(stub.places()).containsExactly("a#2 OPEN pins=1");
    }

    @Test
    void oneThatIsRetiredForItsHealthFollowsTheSameRule() {
        Profile profile = with("");
        ContextPin<StubContext> old = stub.pin(profile);
        stub.shelf().retire(old.context());
        stub.shelf().retire(old.context());
        ContextPin<StubContext> young = stub.pin(profile);

        assertThat(young.context()).isNotSameAs(old.context());
        old.release();
        stub.shelf().retire(old.context());
        assertThat(stub.runClosings()).isEqualTo(1);
        assertThat(young.context().isUsable()).isTrue();
    }

    @Test
    void aKeptSessionIsSharedOnUntilNobodyPinsIt() {
        Profile profile = kept("'leases': 1");
        ContextPin<StubContext> first = stub.pin(profile);
        ContextPin<StubContext> second = stub.pin(profile);
        stub.shelf().retire(first.context());
        stub.shelf().sweep();
        assertThat(second.context()).isSameAs(first.context());

        first.release();
        assertThat(stub.runClosings()).as("one pin is left").isZero();
        second.release();

        assertThat(stub.places()).containsExactly("a#1 CLOSING pins=0");
        assertThat(stub.runClosings()).isEqualTo(1);
        assertThat(stub.use(profile)).isNotSameAs(first.context());
    }
}
