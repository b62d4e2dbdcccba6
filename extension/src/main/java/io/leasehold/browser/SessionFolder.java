package io.leasehold.browser;

import io.leasehold.ConfigurationException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
    private final @Nullable EndingCookies cookies;

    private SessionFolder(
            Path userData, @Nullable Path kept, @Nullable Closeable claim, @Nullable EndingCookies cookies) {
        this.userData = userData;
        this.kept = kept;
        this.claim = claim;
        this.cookies = cookies;
    }

    static SessionFolder fresh(PrivateRoot root) {
        return new SessionFolder(root.userData(), null, null, null);
    }

    /**
     * Takes a folder of the user's own, which is neither made nor removed here, and whose rights stay as they are. A
     * browser forgets the cookies that end with it, so they are kept elsewhere.
     *
     * @param beside the folder where
     * @param account whose they are
     * @throws MissingContextException when it is not there, or another has it
     */
    static SessionFolder inPlace(Path folder, Path beside, String account) {
        UserDataClaim claim = UserDataClaim.take(folder);
        EndingCookies cookies = new EndingCookies(beside, claim.folder(), account);
        return new SessionFolder(claim.folder(), null, claim, cookies);
    }

    /** Takes the kept session of a profile, which one JVM at a time may use. */
    static SessionFolder kept(Path sessions, String profile) {
        Path folder = sessions.resolve(profile);
        try {
            SecretFile.createFolder(folder);
            FileChannel channel =
                    FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locked(channel)) {
                channel.close();
                throw new ConfigurationException(
                        "The kept session of profile '" + profile + "' is in use by another JVM. Wait for it, or use"
                                + " \"session\": \"fresh\" for profiles that several JVMs use at once.",
                        null);
            }
            return new SessionFolder(folder.resolve("data"), folder, channel, null);
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

    /** Tells whether the folder is the user's own. */
    boolean isInPlace() {
        return claim instanceof UserDataClaim;
    }

    Path userData() {
        return userData;
    }

    /** Returns what was stored; of a folder in place the cookies alone that its browser forgets. */
    Optional<String> storedState() {
        if (cookies != null) {
            return cookies.read();
        }
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
        if (kept != null) {
            SecretFile.write(kept, STATE, state);
        }
        if (cookies != null) {
            cookies.write(state);
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
