package io.leasehold.browser;

import io.leasehold.ConfigurationException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a browser keeps its user data: made for the run, kept between runs with the login state beside it, or the user's
 * own. All can impersonate the account; the first two are made for their owner only.
 */
final class SessionFolder implements AutoCloseable {

    private static final String STATE = "state.json";

    private final Path userData;
    private final @Nullable Path kept;
    private final @Nullable Closeable claim;

    private SessionFolder(Path userData, @Nullable Path kept, @Nullable Closeable claim) {
        this.userData = userData;
        this.kept = kept;
        this.claim = claim;
    }

    static SessionFolder fresh(PrivateRoot root) {
        return new SessionFolder(root.userData(), null, null);
    }

    /**
     * Takes a folder of the user's own, which is neither made nor removed here, and whose rights stay as they are. A
     * browser forgets the cookies that end with it, so they are kept elsewhere.
     *
     * @param sessions where
     * @throws MissingContextException when it is not there, or another has it
     */
    static SessionFolder inPlace(Path folder, Path sessions, String profile) {
        UserDataClaim claim = UserDataClaim.take(folder);
        return new SessionFolder(claim.folder(), sessions.resolve(profile), claim);
    }

    /** Takes the kept session of a profile, which one JVM at a time may use. */
    static SessionFolder kept(Path sessions, String profile) {
        Path folder = sessions.resolve(profile);
        try {
            createPrivate(folder);
            FileChannel channel =
                    FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locked(channel)) {
                channel.close();
                throw new ConfigurationException(
                        "The kept session of profile '" + profile + "' is in use by another JVM. Wait for it, or use"
                                + " \"session\": \"fresh\" for profiles that several JVMs use at once.",
                        null);
            }
            return new SessionFolder(folder.resolve("data"), folder, channel);
        } catch (IOException e) {
            throw new ConfigurationException(
                    "The kept session of profile '" + profile + "' cannot be opened in " + folder + ": "
                            + e.getClass().getSimpleName()
                            + ". Make the folder writable, or use \"session\": \"fresh\".",
                    e);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static void createPrivate(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(folder);
        }
    }

    /** Tells whether the folder is the user's own. */
    boolean isInPlace() {
        return claim instanceof UserDataClaim;
    }

    Path userData() {
        return userData;
    }

    Optional<String> storedState() {
        if (kept == null || !Files.exists(kept.resolve(STATE))) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readString(kept.resolve(STATE)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    void store(String state) {
        if (kept == null) {
            return;
        }
        try {
            createPrivate(kept);
        } catch (IOException e) {
            throw new ConfigurationException(
                    "The login state cannot be kept in " + kept + ": "
                            + e.getClass().getSimpleName() + ". Make the folder writable.",
                    e);
        }
        writePrivate(kept.resolve(STATE), state);
    }

    /** Writes a secret to a file that only its owner may read, from its first byte on. */
    static void writePrivate(Path file, String text) {
        try {
            Files.deleteIfExists(file);
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.write(file, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new ConfigurationException(
                    "The login state cannot be kept: " + e.getClass().getSimpleName() + ".", e);
        }
    }

    /** Deletes the data of a session that was made for the run, or lets the kept one go. */
    @Override
    public void close() {
        if (kept == null && !isInPlace()) {
            PrivateRoot.deleteTree(userData);
        }
        if (claim != null) {
            try {
                claim.close();
            } catch (IOException e) {
                // The lock ends with the JVM.
            }
        }
    }
}
