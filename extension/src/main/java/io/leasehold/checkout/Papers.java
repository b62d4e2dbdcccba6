package io.leasehold.checkout;

import io.leasehold.profile.OnCheckoutFailure;
import io.leasehold.profile.Profile;
import java.util.function.Function;
import org.apiguardian.api.API;

/**
 * What a desk goes by.
 *
 * @param evidence where it writes down what it decides
 * @param manifests tells what is expected of a profile
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public record Papers(CheckoutEvidence evidence, Function<Profile, Manifest> manifests) {

    /** Goes by the profiles file, and by the task that a test names for a profile first. */
    public static Papers ofRun(
            CheckoutEvidence evidence, Reservations reservations, OnCheckoutFailure onCheckoutFailure) {
        return new Papers(
                evidence,
                profile -> Manifest.of(
                        profile,
                        reservations.task(profile.id()).orElse(evidence.run().runId()),
                        evidence.run().path(),
                        onCheckoutFailure));
    }

    /** Goes by one manifest. */
    static Papers of(Manifest manifest, CheckoutEvidence evidence) {
        return new Papers(evidence, profile -> manifest);
    }
}
