package io.leasehold.browser;

import com.microsoft.playwright.Playwright;
import io.leasehold.worker.DriverEnvironment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A Playwright object with the process of its driver, so that what it started can be ended when it does not end by
 * itself. Processes are held as handles, which tell a process from a later one of the same number.
 */
final class DriverProcess {

    private final Playwright playwright;
    private final Optional<ProcessHandle> driver;

    private DriverProcess(Playwright playwright, Optional<ProcessHandle> driver) {
        this.playwright = playwright;
        this.driver = driver;
    }

    static DriverProcess start(Map<String, String> environment) {
        Playwright playwright = DriverEnvironment.create(environment);
        return new DriverProcess(playwright, DriverEnvironment.processOf(playwright));
    }

    Playwright playwright() {
        return playwright;
    }

    /** Returns the driver and all that it started and that still lives. */
    List<ProcessHandle> tree() {
        return driver.map(handle -> {
                    List<ProcessHandle> tree = handle.descendants().collect(Collectors.toCollection(ArrayList::new));
                    tree.add(handle);
                    return List.copyOf(tree);
                })
                .orElse(List.of());
    }

    /** Waits for the processes to end and ends those that do not. */
    static void await(List<ProcessHandle> processes, Duration limit) {
        // A latch, for what waits on a CompletableFuture makes JUnit's pool start more threads.
        CountDownLatch running = new CountDownLatch(processes.size());
        List<CompletableFuture<Void>> exits = processes.stream()
                .map(process -> process.onExit().thenRun(running::countDown))
                .toList();
        boolean ended = false;
        try {
            ended = running.await(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exits.forEach(exit -> exit.cancel(false));
        if (!ended) {
            processes.forEach(ProcessHandle::destroyForcibly);
        }
    }
}
