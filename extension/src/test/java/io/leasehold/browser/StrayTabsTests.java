package io.leasehold.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.browser.StrayTabs.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The steps that are due for tabs without a lease. Requirement: L3, L12, L16. */
final class StrayTabsTests {

    private final StrayTabs strays = new StrayTabs();

    private List<Step> looks(int count, boolean closing) {
        List<Step> steps = new ArrayList<>();
        for (int look = 0; look < count; look++) {
            strays.stillThere(Set.of("tab"));
            steps.add(strays.next("tab", closing));
        }
        return steps;
    }

    @Test
    void aTabThatIsClosingHasTheTimeOfThreeLooksBeforeTheBrowserIsAsked() {
        assertThat(looks(4, true)).containsExactly(Step.WAIT, Step.WAIT, Step.CLOSE_TARGET, Step.WAIT);
    }

    @Test
    void aTabThatNobodyClosesIsClosedAtTheSecondLook() {
        assertThat(looks(3, false)).containsExactly(Step.WAIT, Step.CLOSE_TARGET, Step.WAIT);
    }

    @Test
    void theBrowserIsAskedOnceAndTheContextGivenUpOnce() {
        List<Step> steps = looks(40, true);

        assertThat(Collections.frequency(steps, Step.CLOSE_TARGET)).isEqualTo(1);
        assertThat(Collections.frequency(steps, Step.GIVE_UP)).isEqualTo(1);
        assertThat(steps.indexOf(Step.GIVE_UP)).isEqualTo(steps.indexOf(Step.CLOSE_TARGET) + 10);
    }

    @Test
    void aTabThatWentIsForgotten() {
        looks(2, true);
        strays.stillThere(Set.of());

        assertThat(strays.followed()).isEmpty();
        assertThat(looks(3, true)).containsExactly(Step.WAIT, Step.WAIT, Step.CLOSE_TARGET);
    }
}
