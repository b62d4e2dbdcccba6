package io.leasehold.evidence;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * Deletes the folders of old runs: only what carries a run's mark, and never one that a process still writes to. Links
 * are not followed. Thread-safe, also against other processes.
 *
 * @since 0.1.0
 */
@API(status = Status.INTERNAL, since = "0.1.0")
public final class RunRetention {

    private static final System.Logger LOGGER = System.getLogger("io.leasehold");

    private final RunFolders runs;
    private final int keep;

    private record Run(Path folder, Instant start) {}

    /**
     * Sets what is kept.
     *
     * @param root the folder that holds the evidence of all runs
     * @param keep how many runs stay, the newest ones; those that still go on count too
     */
    public RunRetention(Path root, int keep) {
        this.runs = new RunFolders(root);
        this.keep = keep;
    }

    /** Deletes what is too old; what cannot be deleted stays, and is named in the log. Never throws. */
    public void apply() {
        List<Run> found = new ArrayList<>();
        runs.all().forEach(folder -> RunMark.startOf(folder).ifPresent(start -> found.add(new Run(folder, start))));
        found.sort(Comparator.comparing(Run::start).thenComparing(Run::folder).reversed());
        found.stream()
                .skip(keep)
                .map(Run::folder)
                .filter(folder -> !RunMark.isRunning(folder))
                .forEach(RunRetention::deleteCarefully);
    }

    private static void deleteCarefully(Path folder) {
        try {
            delete(folder);
            Files.deleteIfExists(parentOf(folder));
        } catch (DirectoryNotEmptyException | NoSuchFileException e) {
            // The day has other runs, or another process is at it too.
        } catch (IOException e) {
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "Leasehold: the evidence of an old run could not be deleted ("
                            + e.getClass().getSimpleName() + "): " + folder + ". Delete it by hand.");
        }
    }

    private static Path parentOf(Path folder) {
        Path parent = folder.getParent();
        return parent == null ? folder : parent;
    }

    /** The mark goes last: what is left of a deletion that was cut off is a run's folder still. */
    private static void delete(Path folder) throws IOException {
        Path mark = folder.resolve(RunMark.FILE);
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!file.equals(mark)) {
                    Files.deleteIfExists(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path inside, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                if (!inside.equals(folder)) {
                    Files.deleteIfExists(inside);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        Files.deleteIfExists(mark);
        Files.deleteIfExists(folder);
    }

    @Override
    public String toString() {
        return "RunRetention[keep=" + keep + "]";
    }
}
