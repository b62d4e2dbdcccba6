package io.leasehold.browser;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The right to open a folder of user data that is not ours: refused while any process has it. Deletes nothing in it, least
 * of all the lock of another browser; Chromium takes the place of a dead one of its own machine by itself.
 *
 * <p>Chromium's lock is a symbolic link to {@code host-pid}. Its headless shell has none, so the list of processes is
 * asked too, and runs of Leasehold lock a file.
 */
final class UserDataClaim implements Closeable {

    static final String LOCK = "SingletonLock";
    static final String OURS = "leasehold.lock";

    private static final System.Logger LOGGER = System.getLogger("io.leasehold");

    /** A process that started after the lock was written is a later one of the same number; file times are coarse. */
    private static final Duration COARSE = Duration.ofSeconds(2);

    private static final char END_OF_WORD = 0;

    /** As the JVM reads the names of files, to which the words of a command are compared. */
    private static final Charset OF_FILE_NAMES = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));

    private final Path folder;
    private final FileChannel lock;

    private UserDataClaim(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Takes a folder.
     *
     * @throws MissingContextException when it is not there, or another has it
     */
    static UserDataClaim take(Path named) {
        return take(named, host());
    }

    static UserDataClaim take(Path named, String host) {
        Path folder = existing(named);
        UserDataClaim claim = new UserDataClaim(folder, locked(folder));
        try {
            claim.refuseWhenLocked(host);
            claim.refuseWhenUsed();
            return claim;
        } catch (RuntimeException | Error e) {
            claim.close();
            throw e;
        }
    }

    Path folder() {
        return folder;
    }

    private static Path existing(Path named) {
        if (!Files.isDirectory(named)) {
            throw new MissingContextException(
                    "its userDataDir '" + named + "' is no folder, and Leasehold makes none: a"
                            + " mistyped path would be a fresh browser. Correct it, or make the folder");
        }
        if (!Files.isWritable(named)) {
            throw new MissingContextException(
                    "its userDataDir '" + named + "' cannot be written by this user. Give it to the user of the tests");
        }
        try {
            return named.toRealPath();
        } catch (IOException e) {
            throw new MissingContextException("its userDataDir '" + named + "' cannot be opened: "
                    + e.getClass().getSimpleName() + ". Look at its rights");
        }
    }

    private static FileChannel locked(Path folder) {
        try {
            FileChannel channel =
                    FileChannel.open(folder.resolve(OURS), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (isLocked(channel)) {
                return channel;
            }
            channel.close();
        } catch (IOException e) {
            throw new MissingContextException("its userDataDir '" + folder + "' cannot be locked: "
                    + e.getClass().getSimpleName() + ". Look at its rights");
        }
        throw new MissingContextException(
                "its userDataDir '" + folder + "' is in use by another run of Leasehold, or by"
                        + " another profile of this one. Wait for it, or give each profile a folder of its own");
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private void refuseWhenLocked(String host) {
        Optional<String> owner = owner();
        if (owner.isEmpty()) {
            return;
        }
        int dash = owner.get().lastIndexOf('-');
        String ownerHost = owner.get().substring(0, Math.max(dash, 0));
        Optional<Long> pid = number(owner.get().substring(dash + 1));
        if (dash < 0 || pid.isEmpty()) {
            throw refused("it holds a " + LOCK + " that nobody can read ('" + owner.get()
                    + "'). If no browser uses the folder, delete that file");
        }
        if (!ownerHost.equals(host)) {
            throw refused("a browser on the machine '" + ownerHost + "' (process " + pid.get()
                    + ") has it, or had it when it died, and that cannot be seen from '" + host
                    + "'. End that browser; if there is none any more, delete " + LOCK + " in the folder");
        }
        Optional<ProcessHandle> holder = ProcessHandle.of(pid.get()).filter(process -> !ProcessEnd.isOver(process));
        if (holder.filter(this::isAsOldAsTheLock).isPresent()) {
            throw refused("process " + pid.get() + " on this machine"
                    + holder.get()
                            .info()
                            .command()
                            .map(command -> " (" + command + ")")
                            .orElse("")
                    + " has it open. Close that browser, or wait for it");
        }
        LOGGER.log(
                System.Logger.Level.INFO,
                "The userDataDir '" + folder + "' has the lock of process " + pid.get()
                        + ", which has ended. The browser that opens it now takes its place.");
    }

    private Optional<String> owner() {
        try {
            return Optional.of(Files.readSymbolicLink(folder.resolve(LOCK)).toString());
        } catch (IOException | UnsupportedOperationException e) {
            // None, or no link: other systems lock in another way, and their browser refuses by itself.
            return Optional.empty();
        }
    }

    private boolean isAsOldAsTheLock(ProcessHandle process) {
        try {
            Instant written = Files.getLastModifiedTime(folder.resolve(LOCK), LinkOption.NOFOLLOW_LINKS)
                    .toInstant();
            return process.info()
                    .startInstant()
                    .map(start -> !start.isAfter(written.plus(COARSE)))
                    .orElse(true);
        } catch (IOException e) {
            return true;
        }
    }

    private void refuseWhenUsed() {
        ProcessHandle.allProcesses()
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .filter(this::names)
                .filter(process -> !ProcessEnd.isOver(process))
                .findFirst()
                .ifPresent(process -> {
                    throw refused(
                            "process " + process.pid()
                                    + " on this machine was started with it and still runs. Close that browser, or wait for it");
                });
    }

    private boolean names(ProcessHandle process) {
        String line = commandLine(process);
        // Linux keeps the words apart as they were given; elsewhere a path with a space cannot be told from two words.
        for (String word : line.split(line.indexOf(END_OF_WORD) < 0 ? "\\s" : String.valueOf(END_OF_WORD))) {
            if (word.startsWith("--user-data-dir=") && isThisFolder(word.substring(word.indexOf('=') + 1))) {
                return true;
            }
        }
        return false;
    }

    private boolean isThisFolder(String path) {
        try {
            return Path.of(path).toRealPath().equals(folder);
        } catch (IOException | java.nio.file.InvalidPathException e) {
            return false;
        }
    }

    private static String commandLine(ProcessHandle process) {
        try {
            // Not as strictly as readString: a command line may have any bytes.
            return new String(Files.readAllBytes(Path.of("/proc/" + process.pid() + "/cmdline")), OF_FILE_NAMES);
        } catch (IOException e) {
            return process.info().commandLine().orElse("");
        }
    }

    private static Optional<Long> number(String text) {
        return text.matches("\\d{1,18}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }

    private MissingContextException refused(String why) {
        return new MissingContextException("its userDataDir '" + folder + "' is not opened: " + why);
    }

    static String host() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException e) {
            return hostByName();
        }
    }

    private static String hostByName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (IOException e) {
            return "";
        }
    }

    /** Lets another have the folder; the file stays, for a lock on a deleted file keeps nobody out. */
    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            // The lock ends with the JVM.
        }
    }
}
