package io.leasehold.browser;

import io.leasehold.ConfigurationException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apiguardian.api.API;

/**
 * The run's own temporary folder, for its owner only (0700): user data, sockets, what drivers and browsers put aside.
 * Thread-safe; whoever makes it closes it, which deletes all of it.
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class PrivateRoot implements AutoCloseable {

    /** A Unix socket's path may have about 100 characters; Playwright adds up to 40. */
    private static final int LONGEST_ROOT = 55;

    private final Path folder;
    private final AtomicInteger names = new AtomicInteger();

    private PrivateRoot(Path folder) {
        this.folder = folder;
    }

    /** Makes the folder in the system's place for temporary files. */
    public static PrivateRoot create() {
        Path place = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
        Path shortPlace = Path.of("/tmp");
        if (place.toString().length() > LONGEST_ROOT - 25 && Files.isWritable(shortPlace)) {
            place = shortPlace;
        }
        try {
            PrivateRoot root = new PrivateRoot(Files.createTempDirectory(place, "leasehold-"));
            root.folder("s");
            root.folder("r");
            root.folder("t");
            return root;
        } catch (IOException e) {
            throw new ConfigurationException(
                    "No temporary folder could be made: " + e.getClass().getSimpleName()
                            + ". Point -Djava.io.tmpdir to a folder that this user may write.",
                    e);
        }
    }

    /** Returns a new folder for a browser's user data. */
    Path userData() {
        return folder("p" + names.incrementAndGet());
    }

    /** Keeps what Playwright's driver writes inside this folder; its registry of endpoints is readable by all else. */
    Map<String, String> driverEnvironment() {
        return Map.of(
                "PWTEST_SERVER_REGISTRY", folder.resolve("r").toString(),
                "PWTEST_SOCKETS_DIR", folder.resolve("s").toString(),
                "TMPDIR", folder.resolve("t").toString(),
                "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    }

    private Path folder(String name) {
        Path made = folder.resolve(name);
        try {
            if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                return Files.createDirectory(
                        made, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            return Files.createDirectory(made);
        } catch (IOException e) {
            throw new ConfigurationException(
                    "The run's temporary folder cannot be written: "
                            + e.getClass().getSimpleName() + ".",
                    e);
        }
    }

    /** Deletes the folder. What a dying browser still writes is deleted on a second try; idempotent. */
    @Override
    public void close() {
        for (int attempt = 0; attempt < 20 && Files.exists(folder); attempt++) {
            deleteTree(folder);
        }
    }

    static void deleteTree(Path tree) {
        try {
            Files.walkFileTree(tree, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(
                        Path directory, java.io.@org.jspecify.annotations.Nullable IOException e) throws IOException {
                    Files.deleteIfExists(directory);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            // Somebody still writes there; the caller tries again.
        }
    }
}
