package io.leasehold.worker;

import com.microsoft.playwright.impl.driver.Driver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Playwright's driver, unpacked once for all runs. Playwright itself unpacks it in each JVM, which takes more than a second
 * of processor time, and leaves it behind when the JVM is killed. Without the folder, or where Playwright is told of a
 * driver in its own ways, it does so here too. Stateless; the caller holds Playwright's lock.
 */
final class KeptDriver {

    /** Playwright's property for a driver that is unpacked already. */
    private static final String UNPACKED = "playwright.cli.dir";

    /** With any of these the user has said where the driver is. */
    private static final List<String> CHOICES =
            List.of(UNPACKED, "playwright.driver.impl", "playwright.driver.tmpdir", "playwright.nodejs.path");

    private static final String CHOICE_OF_ENVIRONMENT = "PLAYWRIGHT_DRIVER_DIR";
    private static final String INSTALLER = "com.microsoft.playwright.impl.driver.jar.DriverJar";
    private static final String PREFIX = "driver-";
    private static final String USED = ".used";

    /** Where Node keeps what it has compiled; it checks that it belongs to the file and to itself. */
    private static final String COMPILED = ".compiled";

    private static final String COMPILED_VARIABLE = "NODE_COMPILE_CACHE";
    private static final Duration FORGOTTEN_AFTER = Duration.ofDays(30);
    private static final System.Logger LOGGER = System.getLogger("io.leasehold");

    private KeptDriver() {}

    /** Returns the JVM's driver; the first time it is taken from the folder, or unpacked there. */
    static Driver installed(Optional<Path> folder) {
        Optional<Path> kept = folder.filter(any -> isUpToUs()).flatMap(KeptDriver::in);
        if (kept.isEmpty()) {
            return Driver.ensureDriverInstalled(Map.of(), false);
        }
        System.setProperty(UNPACKED, kept.get().toString());
        try {
            return Driver.ensureDriverInstalled(Map.of(), false);
        } finally {
            System.clearProperty(UNPACKED);
        }
    }

    /** Returns what lets a driver start faster that was started from the same place before. */
    static Map<String, String> variables(Driver driver) {
        Path place = driver.driverDir();
        return Files.exists(place.resolve(USED)) && System.getenv(COMPILED_VARIABLE) == null
                ? Map.of(COMPILED_VARIABLE, place.resolve(COMPILED).toString())
                : Map.of();
    }

    /** Tells whether the JVM has no driver yet, and nobody has said where one is. */
    private static boolean isUpToUs() {
        return CHOICES.stream().allMatch(key -> System.getProperty(key) == null)
                && System.getenv(CHOICE_OF_ENVIRONMENT) == null
                && !isTaken();
    }

    private static boolean isTaken() {
        try {
            return OwnDriver.ofJvm().isPresent();
        } catch (ReflectiveOperationException e) {
            // Another Playwright inside: it goes its own way.
            return true;
        }
    }

    /** Returns the driver in a folder, unpacked if it was not; nothing where that cannot be done safely. */
    static Optional<Path> in(Path folder) {
        try {
            make(folder);
            Optional<Path> kept = name().map(folder.toAbsolutePath()::resolve);
            if (kept.isEmpty() || !isPrivate(folder) || isRefused(kept.get())) {
                return Optional.empty();
            }
            if (!isWhole(kept.get())) {
                unpack(folder.toAbsolutePath(), kept.get());
            }
            Files.writeString(kept.get().resolve(USED), "Its time is that of the last start.\n");
            return kept.filter(KeptDriver::isWhole);
        } catch (IOException | UncheckedIOException | ReflectiveOperationException e) {
            LOGGER.log(
                    System.Logger.Level.DEBUG,
                    "Playwright's driver cannot be kept in " + folder + ", so this JVM unpacks it for itself: " + e);
            return Optional.empty();
        }
    }

    /** A home may be shared by machines of different kinds; a version is released once. */
    private static Optional<String> name() {
        return Optional.ofNullable(Driver.class.getPackage().getImplementationVersion())
                .filter(version -> version.matches("\\d{1,4}\\.\\d{1,4}\\.\\d{1,4}"))
                .map(version -> PREFIX + version + "-" + word("os.name") + "-" + word("os.arch"));
    }

    private static String word(String property) {
        return System.getProperty(property, "").toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
    }

    /** What has the name is whole, unless somebody took of it: it gets the name last. */
    private static boolean isWhole(Path kept) {
        return Files.isRegularFile(kept.resolve("package").resolve("cli.js")) && Files.isExecutable(node(kept));
    }

    /** Some systems mount a user's folders so that no program starts from there. */
    private static boolean isRefused(Path kept) {
        return Files.isRegularFile(node(kept)) && !Files.isExecutable(node(kept));
    }

    private static Path node(Path kept) {
        Path windows = kept.resolve("node.exe");
        return Files.exists(windows) ? windows : kept.resolve("node");
    }

    /** Whoever writes there decides what tests run. */
    private static boolean isPrivate(Path folder) throws IOException {
        return !hasPermissions(folder)
                || Files.getPosixFilePermissions(folder).stream()
                        .noneMatch(one ->
                                one == PosixFilePermission.GROUP_WRITE || one == PosixFilePermission.OTHERS_WRITE);
    }

    private static boolean hasPermissions(Path folder) {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static void unpack(Path folder, Path kept) throws IOException, ReflectiveOperationException {
        var installer = Class.forName(INSTALLER).getMethod("installDriverTo", Path.class);
        Path fresh = Files.createTempDirectory(folder, kept.getFileName() + ".");
        try {
            installer.invoke(null, fresh);
            if (Files.exists(kept) && !isWhole(kept)) {
                delete(movedAside(kept));
            }
            Files.move(fresh, kept, StandardCopyOption.ATOMIC_MOVE);
            forgetOthers(folder, kept);
        } catch (FileSystemException e) {
            if (!isWhole(kept)) {
                throw e;
            }
            // Another run was faster.
        } finally {
            delete(fresh);
        }
    }

    private static void make(Path folder) throws IOException {
        if (hasPermissions(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(folder);
        }
    }

    private static Path movedAside(Path kept) throws IOException {
        Path aside = Files.createTempDirectory(kept.getParent(), kept.getFileName() + ".");
        Files.move(kept, aside.resolve("broken"), StandardCopyOption.ATOMIC_MOVE);
        return aside;
    }

    /** Removes what no run of the last month has used: earlier versions, and what a killed JVM was unpacking. */
    private static void forgetOthers(Path folder, Path kept) throws IOException {
        FileTime now = Files.getLastModifiedTime(kept);
        try (Stream<Path> all = Files.list(folder)) {
            for (Path one : all.filter(one -> !one.equals(kept)).toList()) {
                String name = String.valueOf(one.getFileName());
                if (name.startsWith(PREFIX)
                        && lastUse(one).toInstant().plus(FORGOTTEN_AFTER).isBefore(now.toInstant())) {
                    delete(one);
                }
            }
        }
    }

    private static FileTime lastUse(Path one) throws IOException {
        Path used = one.resolve(USED);
        return Files.getLastModifiedTime(Files.exists(used) ? used : one);
    }

    private static void delete(Path tree) {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(one);
            }
        } catch (IOException | UncheckedIOException e) {
            // Another run removes it too, or a later one does.
        }
    }
}
