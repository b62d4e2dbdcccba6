package io.leasehold.evidence;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The folders of the runs whose evidence is still there. Links are not followed. Thread-safe, also against other processes.
 *
 * @since 0.1.0
 */
@API(status = Status.INTERNAL, since = "0.1.0")
public final class RunFolders {

    private static final Pattern DAY = Pattern.compile("\\d{4,}-\\d\\d-\\d\\d");

    private final Path runs;

    /**
     * Says where they are; the folder need not be there.
     *
     * @param root the folder that holds the evidence of all runs
     */
    public RunFolders(Path root) {
        this.runs = root.toAbsolutePath().normalize().resolve(RunFolder.RUNS);
    }

    /**
     * Looks for the folder of a run.
     *
     * @param runId the run's id, of any characters: it is compared with names of folders, and is never part of a path
     * @return the folder, the last day's where several days have one, or nothing where the run left none or it was deleted
     */
    public Optional<Path> find(String runId) {
        return all().stream()
                .filter(folder -> String.valueOf(folder.getFileName()).equals(runId))
                .filter(folder -> RunMark.startOf(folder).isPresent())
                .max(Comparator.naturalOrder());
    }

    /** Returns the folders of all days, those of runs and those of others. */
    List<Path> all() {
        return folders(runs).stream()
                .filter(day -> DAY.matcher(String.valueOf(day.getFileName())).matches())
                .flatMap(day -> folders(day).stream())
                .toList();
    }

    private static List<Path> folders(Path parent) {
        List<Path> folders = new ArrayList<>();
        if (!Files.isDirectory(parent, LinkOption.NOFOLLOW_LINKS)) {
            return folders;
        }
        try (DirectoryStream<Path> inside = Files.newDirectoryStream(parent)) {
            for (Path path : inside) {
                if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                    folders.add(path);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // Another process may be deleting it.
        }
        return folders;
    }

    @Override
    public String toString() {
        return "RunFolders[" + runs + "]";
    }
}
