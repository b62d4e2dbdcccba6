package io.leasehold.browser;

import io.leasehold.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes what can impersonate an account to where only its owner reads it. */
final class SecretFile {

    private SecretFile() {}

    static void createFolder(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(folder);
        }
    }

    /** Writes a file at once: whoever is killed meanwhile leaves the one before. */
    static void write(Path folder, String name, String text) {
        try {
            // Temporary files are their owner's only.
            Path fresh = Files.createTempFile(folder, name + ".", ".part");
            try {
                Files.writeString(fresh, text);
                Files.move(fresh, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            throw new ConfigurationException(
                    "The login state cannot be kept in " + folder + ": "
                            + e.getClass().getSimpleName() + ". Make the folder writable.",
                    e);
        }
    }
}
