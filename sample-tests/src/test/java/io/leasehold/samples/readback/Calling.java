package io.leasehold.samples.readback;

import com.microsoft.playwright.Page;
import io.leasehold.readback.MutationAssert;
import java.time.Duration;

/**
 * How the readback is called, beside its strength.
 *
 * @param text as a person writes it; empty when nothing is said
 * @param before what is said before the verdict
 * @param after what is said after it
 */
record Calling(String text, Before before, After after) {
    static final Calling SIMPLE = new Calling("", (mutation, page, address) -> mutation, mutation -> mutation);

    /** Options that come before the verdict. */
    @FunctionalInterface
    interface Before {
        MutationAssert on(MutationAssert mutation, Page page, String address);
    }

    /** What follows a verdict that held. */
    @FunctionalInterface
    interface After {
        MutationAssert on(MutationAssert mutation);
    }

    static Calling within(Duration limit) {
        return new Calling(
                "within(" + seconds(limit) + ")",
                (mutation, page, address) -> mutation.within(limit),
                mutation -> mutation);
    }

    static Calling staying(Duration time) {
        return new Calling(
                "staysConfirmedFor(" + seconds(time) + ")",
                (mutation, page, address) -> mutation,
                mutation -> mutation.staysConfirmedFor(time));
    }

    /** Reads at the page that was left. */
    static Calling atThePage() {
        return new Calling("at(page)", (mutation, page, address) -> mutation.at(address), mutation -> mutation);
    }

    static Calling settledWhenSaved() {
        return new Calling(
                "settledWhen(saved)",
                (mutation, page, address) -> mutation.settledWhen(() -> Steps.saysSaved(page)),
                mutation -> mutation);
    }

    private static String seconds(Duration duration) {
        return duration.toSeconds() + " s";
    }
}
