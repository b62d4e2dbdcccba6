package io.leasehold.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.browser.StrayTabs.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The steps that are due for tabs without a lease. Requirement: L3, L12, L16. */
final class StrayTabsTests {

    private final StrayTabs strays = new StrayTabs();

    private List<Step> looks(boolean closing, long... ticks) {
        List<Step> steps = new ArrayList<>();
        for (long tick : ticks) {
            strays.stillThere(Set.of("tab"));
            steps.add(strays.next("tab", closing, tick));
        }
        return steps;
    }

    @Test
    void aTabThatIsClosingHasTheTimeOfTwoTicksBeforeTheBrowserIsAsked() {
        assertThat(looks(true, 7, 8, 9, 10)).containsExactly(Step.WAIT, Step.WAIT, Step.CLOSE_TARGET, Step.WAIT);
    }

    @Test
    void aTabThatNobodyClosesIsClosedAtTheNextTick() {
        assertThat(looks(false, 7, 7, 8, 9)).containsExactly(Step.WAIT, Step.WAIT, Step.CLOSE_TARGET, Step.WAIT);
    }

    @Test
    void theBrowserIsAskedOnceAndTheContextGivenUpOnce() {
        List<Step> steps = looks(true, LongStream.range(0, 60).toArray());

        assertThat(Collections.frequency(steps, Step.CLOSE_TARGET)).isEqualTo(1);
        assertThat(Collections.frequency(steps, Step.GIVE_UP)).isEqualTo(1);
        assertThat(steps.indexOf(Step.GIVE_UP)).isEqualTo(steps.indexOf(Step.CLOSE_TARGET) + 20);
    }

    @Test
    void looksThatTakeLongDoNotPutTheEndOff() {
        assertThat(looks(true, 0, 40, 80, 120)).containsExactly(Step.WAIT, Step.CLOSE_TARGET, Step.GIVE_UP, Step.WAIT);
    }

    @Test
    void aTabThatWentIsForgotten() {
        looks(true, 0, 1, 2, 50);
        strays.stillThere(Set.of());

        assertThat(strays.followed()).isEmpty();
        assertThat(looks(true, 60, 61, 62, 90)).containsExactly(Step.WAIT, Step.WAIT, Step.CLOSE_TARGET, Step.GIVE_UP);
    }
}
