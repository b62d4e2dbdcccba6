package io.leasehold.faults;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.leasehold.Access;
import io.leasehold.fixture.LoginSite;
import io.leasehold.fixture.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Some hundred leases in one run: what the run holds at the end is what it held near the start. Requirement: L3, L4. */
@Tag("browser")
@Tag("fault")
final class SoakTests {

    private static final int THREADS = 4;
    private static final int WARM_UP = 60;
    private static final int LEASES = 400;
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    /** What a run holds. */
    private record Held(long threads, long descriptors, long processes, long files) {
        /** Tells whether it is no more than at first; a browser has a renderer in reserve or not. */
        boolean isFlatAgainst(Held first) {
            return threads <= first.threads
                    && descriptors <= first.descriptors + 2
                    && processes <= first.processes + 1
                    && files <= first.files + 2;
        }
    }

    @Test
    void threadsDescriptorsProcessesAndFilesStayFlat() throws Exception {
        assumeTrue(Files.isReadable(DESCRIPTORS), "this system does not show open files in /proc");
        try (LoginSite site = LoginSite.start();
                Aftermath aftermath = new Aftermath()) {
            try (OwnSuite suite = OwnSuite.start(folder, site)) {
                ExecutorService threads = Executors.newFixedThreadPool(THREADS);
                lease(suite, threads, WARM_UP);
                Held first = settled(suite, aftermath);
                lease(suite, threads, LEASES);
                boolean flat = Waiting.until(SOON, () -> held(aftermath).isFlatAgainst(first));

                assertThat(flat)
                        .as("at first " + first + ", in the end " + held(aftermath))
                        .isTrue();
                assertThat(suite.active()).isZero();
                assertThat(site.logins()).isEqualTo(1);
                threads.shutdown();
                assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
            }
            assertThat(aftermath.left()).isEmpty();
        }
    }

    private static Held settled(OwnSuite suite, Aftermath aftermath) {
        assertThat(suite.openTabsAfter(SOON)).isZero();
        aftermath.look();
        return held(aftermath);
    }

    private static void lease(OwnSuite suite, ExecutorService executor, int leases) throws Exception {
        List<Future<?>> all = new ArrayList<>();
        for (int lease = 0; lease < leases; lease++) {
            all.add(executor.submit(() -> {
                try (OwnSuite.Lease taken = suite.lease(Access.SHARED)) {
                    assertThat(taken.page().locator("#account")).hasText("shop");
                }
            }));
        }
        for (Future<?> one : all) {
            one.get(5, TimeUnit.MINUTES);
        }
    }

    private static Held held(Aftermath aftermath) {
        long files = aftermath.privateFolders().stream()
                .mapToLong(SoakTests::filesBesideUserData)
                .sum();
        long threads = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("leasehold"))
                .count();
        return new Held(threads, entries(DESCRIPTORS), Processes.all().size(), files);
    }

    /** The browser's own cache grows; what drivers and sockets put aside must not. */
    private static long filesBesideUserData(Path root) {
        try (Stream<Path> files = Files.list(root)) {
            return files.filter(file -> !file.getFileName().toString().startsWith("p"))
                    .mapToLong(SoakTests::tree)
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long tree(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.count();
        } catch (IOException | UncheckedIOException e) {
            // A file went away meanwhile; the next look counts again.
            return Long.MAX_VALUE / 1_000;
        }
    }

    private static long entries(Path place) {
        try (Stream<Path> files = Files.list(place)) {
            return files.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
