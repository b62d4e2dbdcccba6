package io.leasehold.browser;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.locks.LockSupport;

/**
 * Tells when processes are over that are not this JVM's own children. One that has ended and was not yet taken notice of
 * by its parent (a zombie) is over: where the first process of a container takes notice of nobody, it stays for ever.
 */
final class ProcessEnd {

    private static final long PAUSE_NANOS = 5_000_000;

    private ProcessEnd() {}

    static boolean isOver(ProcessHandle process) {
        return !process.isAlive() || isZombie(process.pid());
    }

    private static boolean isZombie(long pid) {
        Path stat = Path.of("/proc/" + pid + "/stat");
        try {
            // The name of the program, in brackets, may hold anything; the state follows the last bracket.
            String text = Files.readString(stat, StandardCharsets.ISO_8859_1);
            return text.startsWith(") Z", text.lastIndexOf(')'));
        } catch (IOException e) {
            // No such system, or no such process any more: the handle knows.
            return false;
        }
    }

    /**
     * Waits until all are over, at most the given time. An interrupt ends the wait and is kept.
     *
     * @return whether they are
     */
    static boolean await(Collection<ProcessHandle> processes, Duration limit) {
        long start = System.nanoTime();
        while (!processes.stream().allMatch(ProcessEnd::isOver)) {
            if (System.nanoTime() - start > limit.toNanos()
                    || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return true;
    }
}
