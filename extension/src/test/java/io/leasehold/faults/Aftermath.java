package io.leasehold.faults;

import io.leasehold.fixture.Waiting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What must be gone after a run, whatever happened in it: processes, threads and private folders. Processes are
 * remembered at every look, for one whose parent was killed is nobody's child any more. Thread-safe.
 */
final class Aftermath implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Set<ProcessHandle> before = Processes.all();
    private final Set<Thread> threadsBefore = Set.copyOf(leaseholdThreads());
    private final Set<ProcessHandle> lived = ConcurrentHashMap.newKeySet();
    private final Set<Path> folders = ConcurrentHashMap.newKeySet();

    /** Remembers what lives now. */
    void look() {
        Set<ProcessHandle> now = new HashSet<>(Processes.all());
        now.removeAll(before);
        lived.addAll(now);
        folders.addAll(Processes.privateFolders(now));
    }

    /** Returns those that lived at some look and that run. */
    List<ProcessHandle> running() {
        return lived.stream().filter(Processes::isRunning).toList();
    }

    Set<Path> privateFolders() {
        return Set.copyOf(folders);
    }

    /** Waits until nothing is left, and names what is left after the limit. */
    List<String> left() {
        Waiting.until(LIMIT, () -> describeLeft().isEmpty());
        return describeLeft();
    }

    private List<String> describeLeft() {
        look();
        List<String> left = new ArrayList<>();
        running().forEach(process -> left.add("process " + Processes.describe(process)));
        leaseholdThreads().stream()
                .filter(thread -> !threadsBefore.contains(thread))
                .forEach(thread -> left.add("thread " + thread.getName()));
        folders.stream().filter(Files::exists).forEach(folder -> left.add("folder " + folder));
        return left;
    }

    private static List<Thread> leaseholdThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.isAlive() && thread.getName().startsWith("leasehold"))
                .toList();
    }

    /** Ends what a failed test would leave to the next one. */
    @Override
    public void close() {
        look();
        running().forEach(ProcessHandle::destroyForcibly);
    }
}
