package io.leasehold.evidence;

import io.leasehold.LeaseId;
import io.leasehold.ProfileId;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

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
    private static final int LONGEST_PROFILE = 64;
    private static final Pattern DEVICE = Pattern.compile("con|prn|aux|nul|(com|lpt)\\d");
    private static final int TRIES = 10_000;

    private final Path path;
    private final String runId;
    private final Instant startedAt;
    private @Nullable RunMark mark;

    private RunFolder(Path path, String runId, Instant startedAt) {
        this.path = path;
        this.runId = runId;
        this.startedAt = startedAt;
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
        return planned(root, clock).made();
    }

    /**
     * Names the folder of a new run and makes nothing: it is made with the first folder inside it.
     *
     * @param root the folder that holds the evidence of all runs
     * @param clock tells the date, in its own zone
     * @return the run's folder
     */
    public static RunFolder planned(Path root, Clock clock) {
        String random = UUID.randomUUID().toString().substring(0, 8);
        return planned(root, clock, TIME.format(clock.instant().atZone(clock.getZone())) + "-" + random);
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
        return planned(root, clock, runId).made();
    }

    private static RunFolder planned(Path root, Clock clock, String runId) {
        String safe = SafeName.of(runId, LONGEST_RUN);
        String name = safe.equals(runId) ? runId : safe + "-" + SafeName.digest(List.of(runId));
        Path day = root.toAbsolutePath()
                .normalize()
                .resolve(RUNS)
                .resolve(DAY.format(clock.instant().atZone(clock.getZone())));
        return new RunFolder(day.resolve(name), name, clock.instant());
    }

    private synchronized RunFolder made() {
        try {
            if (mark == null) {
                PrivateFiles.folders(path);
                mark = RunMark.put(path, runId, startedAt);
            }
            return this;
        } catch (IOException e) {
            throw failure(path, e);
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
        made();
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
    public synchronized void close() {
        try {
            if (mark != null) {
                mark.close();
            }
        } catch (IOException e) {
            // The lock ends with the process.
        }
    }

    /**
     * Makes the folder for what is written about one profile, if it is not there yet.
     *
     * @param profile the profile
     * @return a folder inside this one, the same for each call
     * @throws EvidenceException if it cannot be made
     */
    Path profileFolder(ProfileId profile) {
        String safe = SafeName.of(profile.value(), LONGEST_PROFILE).toLowerCase(Locale.ROOT);
        // Where case does not count, or the name is a device's, it alone would not do.
        boolean plain = safe.equals(profile.value()) && !DEVICE.matcher(safe).matches();
        Path folder =
                path.resolve("profiles").resolve(plain ? safe : safe + "-" + SafeName.digest(List.of(profile.value())));
        made();
        try {
            return PrivateFiles.folders(folder);
        } catch (IOException e) {
            throw failure(folder, e);
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
