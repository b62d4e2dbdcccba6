package io.leasehold.registry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.apiguardian.api.API;

/** The folder for what is kept between runs: for its owner only, and never in version control. */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class HomeFolder {

    private HomeFolder() {}

    /** Makes the folder where there is none. */
    public static void prepare(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            makePrivate(folder);
        }
        Path ignored = folder.resolve(".gitignore");
        if (!Files.exists(ignored)) {
            try {
                Files.writeString(ignored, "*\n", StandardCharsets.US_ASCII, StandardOpenOption.CREATE_NEW);
            } catch (FileAlreadyExistsException e) {
                // Another JVM starts at the same moment.
            }
        }
    }

    /** Makes a folder, and those that it is in, for its owner only; one that is there stays as it is. */
    static void makePrivate(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(folder);
        }
    }
}
