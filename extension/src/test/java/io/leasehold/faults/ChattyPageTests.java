package io.leasehold.faults;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.leasehold.Access;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.Waiting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One page makes frames and messages without end, while another lease makes no call and an idle connection is in
 * reserve: the next call of each is as quick as before. Requirement: L3, L11.
 */
@Tag("browser")
@Tag("fault")
final class ChattyPageTests {

    private static final int MESSAGES = 20_000;
    private static final Duration CHATTER = Duration.ofSeconds(40);
    private static final Duration CALL_LIMIT = Duration.ofSeconds(3);

    @TempDir
    private Path folder;

    @Test
    void theNextCallOfAQuietLeaseIsQuick() {
        Processes.assumeTheyCanBeSeen();
        try (LoginSite site = LoginSite.start();
                Aftermath aftermath = new Aftermath()) {
            try (OwnSuite suite = OwnSuite.start(folder, site)) {
                OwnSuite.Lease chatty = suite.lease(Access.SHARED);
                OwnSuite.Lease quiet = suite.lease(Access.SHARED);
                suite.lease(Access.SHARED).close();
                chatter(chatty.page());
                aftermath.look();

                long before = System.nanoTime();
                assertThat(quiet.page().locator("#account").textContent()).isEqualTo("shop");
                try (OwnSuite.Lease fromReserve = suite.lease(Access.SHARED)) {
                    assertThat(fromReserve.page().locator("#account")).hasText("shop");
                }
                assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(CALL_LIMIT);

                chatty.close();
                quiet.close();
                assertThat(suite.active()).isZero();
            }
            assertThat(aftermath.left()).isEmpty();
        }
    }

    /** Reads its own messages, as a busy test does; the other connections hear of the frames and requests too. */
    private static void chatter(Page page) {
        AtomicInteger messages = new AtomicInteger();
        page.onConsoleMessage(message -> messages.incrementAndGet());
        page.evaluate(
                """
                limit => void (async () => {
                  for (let at = 0; at < limit; at++) {
                    console.log('message', at);
                    if (at % 20 === 0) {
                      const frame = document.createElement('iframe');
                      document.body.append(frame);
                      await new Promise(go => setTimeout(go));
                      frame.remove();
                    }
                  }
                })()""",
                MESSAGES);
        // However slow the machine is, some more come in every while.
        boolean more = true;
        while (more && messages.get() < MESSAGES) {
            int known = messages.get();
            more = Waiting.until(CHATTER, () -> {
                page.waitForTimeout(50);
                return messages.get() > known;
            });
        }
        assertThat(messages).as("all messages came").hasValueGreaterThanOrEqualTo(MESSAGES);
    }
}
