package io.leasehold.checkout;

import io.leasehold.RegistryException;
import io.leasehold.registry.HomeFolder;
import io.leasehold.registry.LeaseKey;
import io.leasehold.registry.LockedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Remembers on this machine, beside the registry, up to which fencing token each profile was used and in which registry.
 * A registry that was restored from an older copy, lost its last commits, or is not the one that others use gives a token
 * again or from another count: that cannot be seen in the registry itself.
 */
final class Fence {

    private static final int LONGEST = 4_000;

    private final Path home;
    private final Path folder;

    Fence(Path home) {
        this.home = home;
        this.folder = home.resolve("fences");
    }

    /**
     * Notes that a profile is used with a token.
     *
     * @return why it must not be, if so; then nothing is noted until it is {@link #lower}ed
     */
    Optional<String> raise(LeaseKey key, String registryId) {
        return refusal(
                note(key, registryId, before -> refusal(before, key, registryId).isEmpty()), key, registryId);
    }

    /** Takes a token that was refused for the one that counts from now on: a person looks at the profile next. */
    void lower(LeaseKey key, String registryId) {
        note(key, registryId, before -> true);
    }

    /** Returns what was noted before. */
    private String note(LeaseKey key, String registryId, Predicate<String> then) {
        try {
            HomeFolder.prepare(home);
            Files.createDirectories(folder);
            Path file = folder.resolve(key.profile().value() + ".fence");
            return LockedFile.<String, IOException>use(file, channel -> {
                String known = read(channel);
                if (then.test(known)) {
                    write(channel, registryId + " " + key.fencingToken());
                }
                return known;
            });
        } catch (IOException e) {
            throw new RegistryException(
                    "The folder " + folder + " cannot be used: " + e.getClass().getSimpleName()
                            + ". Let this user write it, or point leasehold.home to a folder that it may write.",
                    null,
                    e);
        }
    }

    private static Optional<String> refusal(String before, LeaseKey key, String registryId) {
        int space = before.indexOf(' ');
        if (space < 0) {
            return Optional.empty();
        }
        if (!before.substring(0, space).equals(registryId)) {
            return Optional.of(
                    "This machine used the profile through another registry before: nobody can tell from this"
                            + " one whether somebody still does.");
        }
        long used = Long.parseLong(before.substring(space + 1).strip());
        return used < key.fencingToken()
                ? Optional.empty()
                : Optional.of("The registry gave fencing token " + key.fencingToken() + ", and this machine has seen "
                        + used + ": the registry was restored from an older copy, or lost its last commits.");
    }

    private static String read(FileChannel file) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(LONGEST);
        file.read(bytes, 0);
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII);
    }

    private static void write(FileChannel file, String text) throws IOException {
        file.truncate(0);
        file.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)), 0);
        file.force(true);
    }
}
