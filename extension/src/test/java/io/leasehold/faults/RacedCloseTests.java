package io.leasehold.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.PlaywrightException;
import io.leasehold.Access;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A thousand leases that are given back while their tab navigates, where {@code page.close()} of Playwright can hang for
 * ever. How long giving back took is written to {@code target/faults} and judged by the benchmark. Requirement: L4, L11.
 */
@Tag("browser")
@Tag("fault")
final class RacedCloseTests {

    private static final int THREADS = 4;
    private static final int LEASES = 1_000;

    /** In which one of the threads at least gets a lease and gives it back, however busy the machine is. */
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final List<String> RACES = List.of(
            "void location.reload()",
            "void document.write('<meta http-equiv=refresh content=0>')",
            "void document.forms[0].submit()");

    @TempDir
    private Path folder;

    private final ConcurrentLinkedQueue<Long> releaseNanos = new ConcurrentLinkedQueue<>();
    private final AtomicInteger next = new AtomicInteger();

    @Test
    void noThreadIsStuckAndNoTabStaysOpen() throws Exception {
        Processes.assumeTheyCanBeSeen();
        try (LoginSite site = LoginSite.start();
                Aftermath aftermath = new Aftermath()) {
            site.page("/", "<form method=get action=/><input name=q value=1></form>");
            try (OwnSuite suite = OwnSuite.start(folder, site)) {
                List<Future<?>> threads = start(suite);
                for (Future<?> thread : threads) {
                    awaitEnd(thread);
                }
                aftermath.look();
                write();
                assertThat(releaseNanos).hasSize(LEASES);
                assertThat(suite.active()).isZero();
                assertThat(suite.openTabsAfter(SOON)).as("tabs of ended leases").isZero();
                assertThat(site.logins()).isEqualTo(1);
            }
            assertThat(aftermath.left()).isEmpty();
        }
    }

    /** Waits as long as it takes, while leases go on. */
    private void awaitEnd(Future<?> thread) throws Exception {
        while (!thread.isDone()) {
            int known = releaseNanos.size();
            assertThat(Waiting.until(LIMIT, () -> thread.isDone() || releaseNanos.size() > known))
                    .as("no lease was given back after %d of %d", known, LEASES)
                    .isTrue();
        }
        thread.get(0, TimeUnit.SECONDS);
    }

    private List<Future<?>> start(OwnSuite suite) {
        ExecutorService executor = Executors.newFixedThreadPool(THREADS, work -> {
            Thread thread = new Thread(work, "racer");
            thread.setDaemon(true);
            return thread;
        });
        List<Future<?>> threads = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            threads.add(executor.submit(() -> race(suite)));
        }
        executor.shutdown();
        return threads;
    }

    private void race(OwnSuite suite) {
        for (int lease = next.getAndIncrement(); lease < LEASES; lease = next.getAndIncrement()) {
            OwnSuite.Lease taken = suite.lease(Access.SHARED);
            long before;
            try {
                taken.page().evaluate(RACES.get(lease % RACES.size()));
            } catch (PlaywrightException e) {
                // The document that was to answer is gone: the race is on.
            } finally {
                before = System.nanoTime();
                taken.close();
            }
            releaseNanos.add(System.nanoTime() - before);
        }
    }

    private void write() throws IOException {
        List<Long> sorted = releaseNanos.stream().sorted().toList();
        Path file = Path.of("target/faults/raced-closes.json");
        Files.createDirectories(file.getParent());
        Files.writeString(
                file,
                String.format(
                        Locale.ROOT,
                        "{\"name\": \"raced_closes\", \"leases\": %d, \"threads\": %d, \"unit\": \"ms\","
                                + " \"p50\": %.2f, \"p99\": %.2f, \"max\": %.2f}%n",
                        sorted.size(),
                        THREADS,
                        millis(sorted, 0.50),
                        millis(sorted, 0.99),
                        millis(sorted, 1)));
    }

    private static double millis(List<Long> sorted, double part) {
        int at = (int) Math.ceil(part * sorted.size()) - 1;
        return sorted.get(Math.max(at, 0)) / 1e6;
    }
}
