package io.leasehold.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The numbers of the summary. Requirement: D4. */
final class LeaseCountsTests {

    private final LeaseCounts counts = new LeaseCounts();

    @Test
    void thePeakIsTheMostThatWereActiveAtOnce() {
        counts.acquired();
        counts.acquired();
        assertThat(counts.active()).isEqualTo(2);
        counts.released();
        counts.acquired();
        counts.released();
        counts.released();

        assertThat(counts.leases()).isEqualTo(3);
        assertThat(counts.peak()).isEqualTo(2);
        assertThat(counts.active()).isZero();
    }

    @Test
    void leaksViolationsAndChangesAddUp() {
        counts.leaked(2);
        counts.leaked(0);
        counts.leaked(1);
        counts.violated();
        counts.unconfirmed(2);
        counts.unconfirmed(1);

        assertThat(counts.leaks()).isEqualTo(3);
        assertThat(counts.violations()).isEqualTo(1);
        assertThat(counts.unconfirmed()).isEqualTo(3);
    }
}
