package io.leasehold.faults;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import io.leasehold.LeaseLostException;
import io.leasehold.LeasedPage;
import io.leasehold.jupiter.RunCounts;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Four tests that hold leases while their browser is lost in a first execution: half of them are inside one long call,
 * half make calls one after another. In a second execution nothing happens to them.
 */
@ExtendWith(RunCounts.class)
final class HoldersTestCase {

    static final int TESTS = 4;
    static final FaultScene SCENE = new FaultScene(TESTS);
    private static final double LONGEST_CALL_MILLIS = 45_000;

    @RepeatedTest(value = TESTS, name = "holder {currentRepetition}")
    @Timeout(60)
    void holds(@LeasedPage(profile = "shop", startAt = "/") Page page, RepetitionInfo repetition) {
        assertThat(page.locator("#account")).hasText("shop");
        if (!SCENE.meet()) {
            page.reload();
            assertThat(page.locator("#account")).hasText("shop");
            return;
        }
        try {
            if (repetition.getCurrentRepetition() % 2 == 0) {
                page.locator("#never").waitFor(new Locator.WaitForOptions().setTimeout(LONGEST_CALL_MILLIS));
            } else {
                makeCalls(page);
            }
        } catch (PlaywrightException | LeaseLostException e) {
            SCENE.hit();
            throw e;
        }
    }

    private static void makeCalls(Page page) {
        long end = System.nanoTime() + (long) (LONGEST_CALL_MILLIS * 1_000_000);
        while (System.nanoTime() - end < 0) {
            page.waitForTimeout(20);
            page.locator("#account").textContent();
        }
    }
}
