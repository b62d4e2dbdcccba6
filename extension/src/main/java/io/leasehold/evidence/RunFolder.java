package io.leasehold.evidence;

import io.leasehold.LeaseId;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The folder that one test run writes its evidence to. Thread-safe, also against other processes.
 *
 * @since 0.1.0
 */
@API(status = Status.INTERNAL, since = "0.1.0")
public final class RunFolder implements AutoCloseable {

    static final String RUNS = "runs";

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmss", Locale.ROOT);
    private static final int LONGEST_CLASS = 40;
    private static final int LONGEST_TEST = 48;
    private static final int LONGEST_LEASE = 24;
    private static final int LONGEST_RUN = 64;
    private static final int TRIES = 10_000;

    private final Path path;
    private final String runId;
    private final RunMark mark;

    private RunFolder(Path path, String runId, RunMark mark) {
        this.path = path;
        this.runId = runId;
        this.mark = mark;
    }

    /**
     * Makes the folder of a new run.
     *
     * @param root the folder that holds the evidence of all runs
     * @param clock tells the date, in its own zone
     * @return the run's folder
     * @throws EvidenceException if it cannot be made
     */
    public static RunFolder create(Path root, Clock clock) {
        String random = UUID.randomUUID().toString().substring(0, 8);
        return create(root, clock, TIME.format(clock.instant().atZone(clock.getZone())) + "-" + random);
    }

    /**
     * Makes the folder of a run that already has an id, which several processes may share.
     *
     * @param root the folder that holds the evidence of all runs
     * @param clock tells the date, in its own zone
     * @param runId the run's id
     * @return the run's folder
     * @throws EvidenceException if it cannot be made
     */
    public static RunFolder create(Path root, Clock clock, String runId) {
        String safe = SafeName.of(runId, LONGEST_RUN);
        String name = safe.equals(runId) ? runId : safe + "-" + SafeName.digest(List.of(runId));
        Path day = root.toAbsolutePath()
                .normalize()
                .resolve(RUNS)
                .resolve(DAY.format(clock.instant().atZone(clock.getZone())));
        try {
            Path folder = PrivateFiles.folders(day.resolve(name));
            return new RunFolder(folder, name, RunMark.put(folder, name, clock.instant()));
        } catch (IOException e) {
            throw failure(day.resolve(name), e);
        }
    }

    /**
     * Gives the folder.
     *
     * @return an absolute path
     */
    public Path path() {
        return path;
    }

    /**
     * Gives the run's id.
     *
     * @return the folder's name
     */
    public String runId() {
        return runId;
    }

    /**
     * Makes a folder for one page lease; no two calls get the same one, whatever the tests are called.
     *
     * @param testClass the test's class
     * @param testName the test's name, of any characters and length
     * @param lease the lease
     * @return a new folder inside this one
     * @throws EvidenceException if it cannot be made
     */
    public Path leaseFolder(String testClass, String testName, LeaseId lease) {
        String simple = testClass.substring(testClass.lastIndexOf('.') + 1);
        String name = SafeName.of(simple, LONGEST_CLASS) + "__" + SafeName.of(testName, LONGEST_TEST) + "__"
                + SafeName.of(lease.value(), LONGEST_LEASE) + "-"
                + SafeName.digest(List.of(testClass, testName, lease.value()));
        Path leases = path.resolve("leases");
        try {
            return firstFree(PrivateFiles.folders(leases), name);
        } catch (IOException e) {
            throw failure(leases.resolve(name), e);
        }
    }

    /**
     * Makes a file in the folder that only its owner may read, and leaves it open. Where another process has one of the
     * name, a number is put behind its stem.
     *
     * @param stem the name
     * @param ending what stands behind the dot
     * @return what writes to it, without a buffer; its owner closes it
     * @throws EvidenceException if it cannot be made
     */
    public OutputStream newFile(String stem, String ending) {
        for (int number = 1; number < TRIES; number++) {
            Path file = path.resolve(stem + (number == 1 ? "" : "-" + number) + "." + ending);
            try {
                return Channels.newOutputStream(PrivateFiles.newChannel(file));
            } catch (FileAlreadyExistsException e) {
                // Somebody else has this one.
            } catch (IOException e) {
                throw failure(file, e);
            }
        }
        throw failure(path.resolve(stem), new FileAlreadyExistsException(stem));
    }

    /** Tells that this process writes no more evidence, so that the folder may be deleted when it is old. */
    @Override
    public void close() {
        try {
            mark.close();
        } catch (IOException e) {
            // The lock ends with the process.
        }
    }

    private static Path firstFree(Path parent, String name) throws IOException {
        for (int number = 1; number < TRIES; number++) {
            try {
                return PrivateFiles.newFolder(parent.resolve(number == 1 ? name : name + "-" + number));
            } catch (FileAlreadyExistsException e) {
                // Somebody else has this one; making it, not looking for it, is what decides.
            }
        }
        throw new FileAlreadyExistsException(parent.resolve(name).toString());
    }

    private static EvidenceException failure(Path folder, IOException cause) {
        return new EvidenceException(
                "The evidence folder " + folder + " could not be made: "
                        + cause.getClass().getSimpleName()
                        + ". Check that the folder above it exists, is no file and may be written.",
                cause);
    }

    @Override
    public String toString() {
        return "RunFolder[" + runId + "]";
    }
}
