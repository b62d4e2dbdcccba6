package io.leasehold.browser;

import com.microsoft.playwright.Playwright;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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

    /** Starts a driver. Callers take turns on the lock, since the new child is found by comparing before and after. */
    static DriverProcess start(Object turn, Map<String, String> environment) {
        synchronized (turn) {
            Set<ProcessHandle> before = children();
            Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
            Optional<ProcessHandle> started =
                    children().stream().filter(child -> !before.contains(child)).findFirst();
            return new DriverProcess(playwright, started);
        }
    }

    private static Set<ProcessHandle> children() {
        return ProcessHandle.current().children().collect(Collectors.toSet());
    }

    Playwright playwright() {
        return playwright;
    }

    /** Returns the driver and all that it started and that still lives. */
    List<ProcessHandle> tree() {
        return driver.map(handle -> {
                    List<ProcessHandle> tree =
                            handle.descendants().collect(Collectors.toCollection(java.util.ArrayList::new));
                    tree.add(handle);
                    return List.copyOf(tree);
                })
                .orElse(List.of());
    }

    /** Waits for the processes to end and ends those that do not. */
    static void await(List<ProcessHandle> processes, Duration limit) {
        CompletableFuture<?> all = CompletableFuture.allOf(
                processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new));
        try {
            all.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            processes.forEach(ProcessHandle::destroyForcibly);
        }
    }
}
