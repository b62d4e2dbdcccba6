package io.leasehold.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.TimeoutError;
import io.leasehold.LeaseLostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.AssertionFailedError;

/**
 * What ended a mutation either shows what the server made of it or does not; the second quarantines the account.
 *
 * <p>Requirement: R5, P8. The messages are Playwright's own.
 */
final class MutationDoubtTests {

    private static final int DEEPEST = 20;

    private static Throwable inside(Throwable cause, int wrappings) {
        Throwable thrown = cause;
        for (int wrapping = 0; wrapping < wrappings; wrapping++) {
            thrown = new IllegalStateException("The test's own helper failed.", thrown);
        }
        return thrown;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Failed to read message from driver, pipe closed.",
                "Playwright connection closed: pipe closed",
                "Target page, context or browser has been closed",
                "Target crashed ",
                "Page crashed"
            })
    void aConnectionThatWasCutLeavesItOpen(String message) {
        assertThat(MutationDoubt.isLeftBy(new PlaywrightException(message))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Timeout 30000ms exceeded.\nCall log: - waiting for locator(\"#save\") -   locator resolved to <button>"
                        + "- attempting click action -   performing click action",
                "Timeout 30000ms exceeded.\nCall log: - waiting for getByRole(AriaRole.BUTTON) -   performing click"
                        + " action - waiting for scheduled navigations to finish",
                "Timeout 30000ms exceeded.\nCall log: - waiting for navigation to \"**/saved\" until \"load\"",
                "Timeout 5000ms exceeded while calling locator(\"#save\")"
            })
    void aWaitThatNobodyAnsweredLeavesItOpen(String message) {
        assertThat(MutationDoubt.isLeftBy(new TimeoutError(message))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Timeout 30000ms exceeded.\nCall log: - waiting for locator(\"#save\")",
                "Timeout 30000ms exceeded.\nCall log: - waiting for getByRole(AriaRole.BUTTON) -   locator resolved to"
                        + " <button> -   attempting click action -     waiting for element to be visible"
            })
    void aCallThatNeverBeganLeavesNothingOpen(String message) {
        assertThat(MutationDoubt.isLeftBy(new TimeoutError(message))).isFalse();
    }

    @Test
    void whatLookedAndSawLeavesNothingOpen() {
        assertThat(MutationDoubt.isLeftBy(new AssertionFailedError("Locator expected to have text")))
                .isFalse();
        assertThat(MutationDoubt.isLeftBy(new PlaywrightException("Error: strict mode violation: 2 elements")))
                .isFalse();
        assertThat(MutationDoubt.isLeftBy(new IllegalStateException("The shop has been closed for today.")))
                .as("not a word of Playwright's")
                .isFalse();
        assertThat(MutationDoubt.isLeftBy(new IllegalStateException((String) null)))
                .isFalse();
    }

    @Test
    void whatStoppedTheTestItselfLeavesItOpen() {
        assertThat(MutationDoubt.isLeftBy(new OutOfMemoryError("Java heap space")))
                .isTrue();
        assertThat(MutationDoubt.isLeftBy(inside(new InterruptedException(), 1)))
                .isTrue();
        assertThat(MutationDoubt.isLeftBy(new LeaseLostException("The lease was not renewed.", null)))
                .isTrue();
    }

    @Test
    void anInterruptLeavesItOpenWhateverWasThrown() {
        Thread.currentThread().interrupt();
        try {
            assertThat(MutationDoubt.isLeftBy(new AssertionFailedError("It was interrupted while it looked.")))
                    .isTrue();
            assertThat(Thread.currentThread().isInterrupted())
                    .as("it is kept for who waits next")
                    .isTrue();
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(MutationDoubt.isLeftBy(new AssertionFailedError("It looked.")))
                .isFalse();
    }

    /** A chain of causes may end nowhere. */
    @Test
    void causesAreFollowedSoFar() {
        PlaywrightException cut = new PlaywrightException("Page crashed");

        assertThat(MutationDoubt.isLeftBy(inside(cut, DEEPEST - 1))).isTrue();
        assertThat(MutationDoubt.isLeftBy(inside(cut, DEEPEST))).isFalse();
    }
}
