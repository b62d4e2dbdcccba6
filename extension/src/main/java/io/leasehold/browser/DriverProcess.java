package io.leasehold.browser;

import com.microsoft.playwright.Playwright;
import io.leasehold.worker.DriverEnvironment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * A Playwright object with the process of its driver, so that what it started can be ended when it does not end by
 * itself. Processes are held as handles, which tell a process from a later one of the same number.
 */
final class DriverProcess {

    private static final Duration KILL_LIMIT = Duration.ofSeconds(2);

    private final Playwright playwright;
    private final Optional<ProcessHandle> driver;
    private final Set<ProcessHandle> started = ConcurrentHashMap.newKeySet();
    private final Set<ProcessHandle> browsers = ConcurrentHashMap.newKeySet();

    private DriverProcess(Playwright playwright, Optional<ProcessHandle> driver) {
        this.playwright = playwright;
        this.driver = driver;
    }

    /**
     * Starts one.
     *
     * @param drivers where it is kept unpacked between runs
     */
    static DriverProcess start(Map<String, String> environment, Optional<Path> drivers) {
        Playwright playwright = DriverEnvironment.create(environment, drivers);
        return new DriverProcess(playwright, DriverEnvironment.processOf(playwright));
    }

    Playwright playwright() {
        return playwright;
    }

    /** Notes what the driver has started by now: after its end nobody can tell. */
    void rememberTree() {
        driver.filter(ProcessHandle::isAlive).ifPresent(handle -> {
            if (browsers.isEmpty()) {
                handle.children().forEach(browsers::add);
            }
            handle.descendants().forEach(started::add);
        });
    }

    /** Returns the numbers of the driver and of all that it has started. */
    List<Long> pids() {
        return Stream.concat(driver.stream(), started.stream())
                .map(ProcessHandle::pid)
                .toList();
    }

    boolean isAlive() {
        return driver.map(handle -> !ProcessEnd.isOver(handle)).orElse(true);
    }

    /** Tells whether anything that the driver started itself runs now; true if it is not known. */
    boolean hasChild() {
        return driver.map(handle -> handle.children().anyMatch(child -> !ProcessEnd.isOver(child)))
                .orElse(true);
    }

    /** Tells whether what the driver started itself is there; true if it is not known. */
    boolean isBrowserAlive() {
        return browsers.isEmpty() || !browsers.stream().allMatch(ProcessEnd::isOver);
    }

    /** Returns how much processor time driver and browser have used until now. */
    Duration work() {
        return Stream.concat(driver.stream(), browsers.stream())
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** Waits until the browser is gone, at most the given time. */
    void awaitBrowserEnd(Duration limit) {
        ProcessEnd.await(browsers, limit);
    }

    /** Ends the driver and all that it started, without asking. */
    void kill() {
        rememberTree();
        driver.ifPresent(ProcessHandle::destroyForcibly);
        started.forEach(ProcessHandle::destroyForcibly);
    }

    /** Waits for the driver and all that it started to end, and ends what does not. */
    void endWithin(Duration limit) {
        List<ProcessHandle> processes = new ArrayList<>(started);
        driver.ifPresent(processes::add);
        if (!ProcessEnd.await(processes, limit)) {
            processes.forEach(ProcessHandle::destroyForcibly);
            ProcessEnd.await(processes, KILL_LIMIT);
        }
    }
}
