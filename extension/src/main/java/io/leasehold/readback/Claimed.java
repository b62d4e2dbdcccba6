package io.leasehold.readback;

import io.leasehold.ReadbackStrength;

/**
 * What a test claims of a change.
 *
 * @param witness the profile that looks, where the strength is a witness's
 * @param cumulative whether the weaker looks come before
 */
record Claimed(
        ReadbackFailure.Claim claim,
        ReadbackStrength strength,
        String witness,
        Expectation expectation,
        boolean cumulative) {

    boolean isConfirmation() {
        return claim == ReadbackFailure.Claim.CONFIRMED;
    }
}
