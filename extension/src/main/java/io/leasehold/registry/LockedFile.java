package io.leasehold.registry;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.FileLockInterruptionException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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

    /** Locks the file, which is made where there is none, and does the work. */
    public static <T, E extends Exception> T use(Path path, Work<T, E> work) throws IOException, E {
        boolean interrupted = false;
        try {
            while (true) {
                interrupted |= Thread.interrupted();
                try (FileChannel file = FileChannel.open(
                                path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
                        FileLock lock = lock(file)) {
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
}
