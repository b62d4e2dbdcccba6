package io.leasehold.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What tells that a folder is a run's, and, by a lock that ends with its process, that the run goes on. Thread-safe.
 *
 * <p>A process that closes a file loses its locks on it, so nobody opens a lock file that his own process made.
 */
final class RunMark implements AutoCloseable {

    static final String FILE = "run.json";
    private static final String LOCKS = "running-";
    private static final long LONGEST = 4_096;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path lockFile;
    private final FileChannel channel;

    private RunMark(Path lockFile, FileChannel channel) {
        this.lockFile = lockFile;
        this.channel = channel;
    }

    /** Marks a folder, which several processes may do; it is locked before it can be told to be a run's. */
    static RunMark put(Path folder, String runId, Instant startedAt) throws IOException {
        long pid = ProcessHandle.current().pid();
        String random = UUID.randomUUID().toString().substring(0, 8);
        Path lockFile = folder.resolve(LOCKS + pid + "-" + random);
        RunMark mark = new RunMark(lockFile, PrivateFiles.newChannel(lockFile));
        mark.lock();
        try {
            String text = JSON.createObjectNode()
                    .put("leasehold", 1)
                    .put("runId", runId)
                    .put("startedAt", startedAt.toString())
                    .toPrettyString();
            PrivateFiles.write(folder.resolve(FILE), (text + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (FileAlreadyExistsException e) {
            // Another process of the same run was first.
        } catch (IOException e) {
            mark.close();
            throw e;
        }
        return mark;
    }

    private void lock() {
        try {
            channel.tryLock();
        } catch (IOException e) {
            // Where files have no locks nobody can take this one either, which counts as running.
        }
    }

    /** Returns when the run of a folder began; empty when the folder is not surely a run's. */
    static Optional<Instant> startOf(Path folder) {
        Path file = folder.resolve(FILE);
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > LONGEST) {
                return Optional.empty();
            }
            JsonNode mark = JSON.readTree(Files.readAllBytes(file));
            boolean ours = mark.path("leasehold").isInt()
                    && mark.path("runId").asText().equals(String.valueOf(folder.getFileName()));
            return ours ? Optional.of(Instant.parse(mark.path("startedAt").asText())) : Optional.empty();
        } catch (JsonProcessingException | DateTimeException e) {
            return Optional.empty();
        } catch (IOException e) {
            // Another process may be deleting it.
            return Optional.empty();
        }
    }

    /** Tells whether a process writes to the folder, or nobody can tell. */
    static boolean isRunning(Path folder) {
        try (DirectoryStream<Path> locks = Files.newDirectoryStream(folder, LOCKS + "*")) {
            for (Path lock : locks) {
                if (isHeld(lock)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private static boolean isHeld(Path lock) {
        String own = LOCKS + ProcessHandle.current().pid() + "-";
        if (String.valueOf(lock.getFileName()).startsWith(own)) {
            return true;
        }
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
                FileLock taken = channel.tryLock()) {
            return taken == null;
        } catch (IOException | OverlappingFileLockException e) {
            return true;
        }
    }

    /** Tells that this process writes no more. */
    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(lockFile);
    }
}
