package io.leasehold.registry;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.FileLockInterruptionException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.apiguardian.api.API;

/**
 * Does something with a file while no other thread or process does. An interrupt, which would close the file in the
 * middle, is put off until it is done.
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class LockedFile {

    private static final long PAUSE_NANOS = 5_000_000;

    private LockedFile() {}

    /** What is done; it may be begun again when an interrupt came. */
    @FunctionalInterface
    public interface Work<T, E extends Exception> {
        /** Does it. */
        T with(FileChannel file) throws IOException, E;
    }

    /** Tells that another thread or process had the file locked all the time. */
    static final class Busy extends IOException {

        private static final long serialVersionUID = 1L;

        Busy(Path path, Duration limit) {
            super(path + " was locked by another process for " + limit.toSeconds() + " s");
        }
    }

    private interface Locking {
        FileLock lock(FileChannel file) throws IOException;
    }

    /** Locks the file, which is made where there is none, and does the work; waits for as long as others have it. */
    public static <T, E extends Exception> T use(Path path, Work<T, E> work) throws IOException, E {
        return use(path, LockedFile::lock, work);
    }

    /** Does the same, but waits no longer than the limit, and throws {@link Busy} then. */
    static <T, E extends Exception> T use(Path path, Duration limit, Work<T, E> work) throws IOException, E {
        long end = System.nanoTime() + limit.toNanos();
        return use(path, file -> lock(file, end).orElseThrow(() -> new Busy(path, limit)), work);
    }

    private static <T, E extends Exception> T use(Path path, Locking locking, Work<T, E> work) throws IOException, E {
        boolean interrupted = false;
        try {
            while (true) {
                interrupted |= Thread.interrupted();
                try (FileChannel file = FileChannel.open(
                                path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
                        FileLock lock = locking.lock(file)) {
                    if (lock.isValid()) {
                        return work.with(file);
                    }
                } catch (ClosedByInterruptException | FileLockInterruptionException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Within a JVM a second lock on a file is an error, not a wait. */
    private static FileLock lock(FileChannel file) throws IOException {
        while (true) {
            try {
                return file.lock();
            } catch (OverlappingFileLockException e) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private static Optional<FileLock> lock(FileChannel file, long endNanos) throws IOException {
        while (true) {
            Optional<FileLock> lock = tryLock(file);
            if (lock.isPresent() || System.nanoTime() - endNanos > 0) {
                return lock;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private static Optional<FileLock> tryLock(FileChannel file) throws IOException {
        try {
            return Optional.ofNullable(file.tryLock());
        } catch (OverlappingFileLockException e) {
            return Optional.empty();
        }
    }
}
