package io.leasehold.worker;

import static io.leasehold.worker.TabLedger.Verdict.FOREIGN;
import static io.leasehold.worker.TabLedger.Verdict.MINE;
import static io.leasehold.worker.TabLedger.Verdict.UNDECIDED;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Whose a tab is. Requirement: L12. */
final class TabLedgerTests {

    private final TabLedger ledger = new TabLedger();
    private final Object one = new Object();
    private final Object other = new Object();

    @Test
    void aTabBelongsToWhoAskedForIt() {
        ledger.newTabRequested(one);
        ledger.newTabAnswered(one, "tab");

        assertThat(ledger.ask("tab", one)).isEqualTo(MINE);
        assertThat(ledger.ask("tab", other)).isEqualTo(FOREIGN);
    }

    @Test
    void aTabIsUndecidedWhileAnybodyWaitsForANewOne() {
        ledger.inputStarted(other, false);
        ledger.newTabRequested(one);

        assertThat(ledger.ask("tab", other)).isEqualTo(UNDECIDED);
        ledger.newTabAnswered(one, "tab");
        assertThat(ledger.ask("tab", other)).isEqualTo(FOREIGN);
        assertThat(ledger.ask("tab", one)).isEqualTo(MINE);
    }

    @Test
    void theInputThatWasUnderWayWhenTheTabWasSeenCountsEvenWhenDecidedLater() {
        ledger.newTabRequested(one);
        ledger.inputStarted(other, false);
        assertThat(ledger.ask("popup", other)).isEqualTo(UNDECIDED);
        ledger.inputEnded(other);
        ledger.inputStarted(one, false);
        ledger.newTabAnswered(one, "tab");

        assertThat(ledger.ask("popup", other)).isEqualTo(MINE);
    }

    @Test
    void twoRequestsOfOneTestAreBothAwaited() {
        ledger.newTabRequested(one);
        ledger.newTabRequested(one);
        ledger.newTabAnswered(one, "first");

        assertThat(ledger.ask("second", one)).isEqualTo(UNDECIDED);
        ledger.newTabAnswered(one, "second");
        assertThat(ledger.ask("second", one)).isEqualTo(MINE);
    }

    @Test
    void aRequestThatFailedHoldsNobodyUp() {
        ledger.newTabRequested(one);
        ledger.newTabAnswered(one, null);

        assertThat(ledger.ask("tab", other)).isEqualTo(FOREIGN);
    }

    @Test
    void aRequestOfATestThatEndedHoldsNobodyUp() {
        ledger.newTabRequested(one);
        ledger.ended(one);
        ledger.inputStarted(other, false);

        assertThat(ledger.ask("tab", other)).isEqualTo(MINE);
    }

    @Test
    void aTabWithoutAnyInputBelongsToNobody() {
        assertThat(ledger.ask("tab", one)).isEqualTo(FOREIGN);
        ledger.inputStarted(one, false);
        assertThat(ledger.ask("tab", one)).isEqualTo(FOREIGN);
    }

    @Test
    void aRunningInputIsLikelierThanOneThatEnded() {
        ledger.inputStarted(one, false);
        ledger.inputStarted(other, false);
        ledger.inputEnded(other);

        assertThat(ledger.ask("tab", one)).isEqualTo(MINE);
        assertThat(ledger.ask("tab", other)).isEqualTo(FOREIGN);
    }

    @Test
    void ofTwoInputsThatEndedTheLaterIsLikelier() {
        ledger.inputStarted(one, false);
        ledger.inputEnded(one);
        ledger.inputStarted(other, false);
        ledger.inputEnded(other);

        assertThat(ledger.ask("tab", other)).isEqualTo(MINE);
    }

    @Test
    void whatATestClaimedStaysItsOwnAfterItsEnd() {
        ledger.claim("tab", one);
        ledger.ended(one);
        ledger.inputStarted(other, false);

        assertThat(ledger.ask("tab", other)).isEqualTo(FOREIGN);
    }

    @Test
    void remembersTheLastTabsOnly() {
        ledger.claim("oldest", one);
        for (int tab = 0; tab < 4096; tab++) {
            ledger.claim("tab" + tab, one);
        }

        assertThat(ledger.ask("oldest", one)).isEqualTo(FOREIGN);
        assertThat(ledger.ask("tab4095", one)).isEqualTo(MINE);
    }

    @Test
    void aClickThatAsksForATabCountsMoreThanALaterInput() {
        ledger.inputStarted(one, true);
        ledger.inputStarted(other, false);

        assertThat(ledger.ask("tab", one)).isEqualTo(MINE);
    }

    @Test
    void clicksThatAskForATabAreServedInTheirOrder() {
        ledger.inputStarted(one, true);
        ledger.inputStarted(other, true);
        ledger.inputEnded(one);

        assertThat(ledger.ask("first", other)).isEqualTo(FOREIGN);
        assertThat(ledger.ask("second", other)).isEqualTo(MINE);
        assertThat(ledger.ask("first", one)).isEqualTo(MINE);
    }

    @Test
    void aTabThatSomebodyAskedForLeavesTheClickOwed() {
        ledger.newTabRequested(other);
        ledger.inputStarted(one, true);
        assertThat(ledger.ask("asked for", one)).isEqualTo(UNDECIDED);
        ledger.newTabAnswered(other, "asked for");
        ledger.inputStarted(other, false);

        assertThat(ledger.ask("asked for", one)).isEqualTo(FOREIGN);
        assertThat(ledger.ask("clicked", one)).isEqualTo(MINE);
    }
}
