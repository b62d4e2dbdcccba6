package io.leasehold.registry;

import io.leasehold.RegistryException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apiguardian.api.API;

/**
 * Keeps on this machine, beside the registry, what holders could not tell it, until somebody can: the holder itself, or
 * whoever opens the registry on this machine next. A note may be sent many times and is written once. Thread-safe, in a
 * JVM and among several.
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class EventSpool {

    private static final System.Logger LOGGER = System.getLogger("io.leasehold");
    private static final String SUFFIX = ".notes";

    private final Path home;
    private final Path folder;
    private final MachineClock clock;
    /** Files, with their lengths, that stay as they are: nobody is asked about them again until more is in them. */
    private final Set<String> staying = ConcurrentHashMap.newKeySet();
    /** What was warned of since something was sent: who waits for a profile looks here again and again. */
    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    /**
     * Makes nothing yet.
     *
     * @param home the folder of what is kept between runs
     */
    public EventSpool(Path home, MachineClock clock) {
        this.home = home;
        this.folder = home.resolve("spool");
        this.clock = clock;
    }

    /**
     * Keeps a note; it is on the disk when this returns. What cannot be kept is told to the log and stops nobody.
     *
     * @return whether it was kept
     */
    boolean keep(LeaseKey key, long sequence, String text) {
        HolderNote note = new HolderNote(sequence, Instant.ofEpochMilli(clock.wallMillis()), text);
        try {
            HomeFolder.prepare(home);
            HomeFolder.makePrivate(folder);
            alone(lock -> append(fileOf(key), new SpooledNote(key, note).line()));
            return true;
        } catch (IOException e) {
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "[" + key.profile() + " " + key.lease() + "] What the registry could not be told cannot be kept in "
                            + folder + " either (" + why(e) + "): " + text);
            return false;
        }
    }

    private static String why(IOException e) {
        return e instanceof LockedFile.Busy
                ? String.valueOf(e.getMessage())
                : e.getClass().getSimpleName();
    }

    private Path fileOf(LeaseKey key) {
        return folder.resolve(key.lease() + SUFFIX);
    }

    /** One at a time in this folder, so that no file goes away while something is added to it. */
    private <T> T alone(LockedFile.Work<T, IOException> work) throws IOException {
        return LockedFile.<T, IOException>use(folder.resolve("lock"), LeaseTiming.REGISTRY_TIMEOUT, work);
    }

    /** What is left of a line that was cut off must not spoil the next one. */
    private static long append(Path file, String line) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer last = ByteBuffer.wrap(new byte[] {'\n'});
            long size = channel.size();
            if (size > 0) {
                channel.read(last, size - 1);
            }
            String begin = last.get(0) == '\n' ? "" : "\n";
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(begin + line);
            while (bytes.hasRemaining()) {
                channel.write(bytes, channel.size());
            }
            channel.force(true);
            return channel.size();
        }
    }

    /**
     * Tells the registry what was kept of a lease.
     *
     * @return whether it could be looked at; what could not is told to the log
     * @throws RegistryException when the registry does not answer; nothing is lost by it
     */
    boolean send(LeaseKey key, ProfileRegistry registry) {
        try {
            send(fileOf(key), registry);
            return true;
        } catch (IOException e) {
            warn(why(e));
            return false;
        }
    }

    /**
     * Tells the registry all that was kept on this machine, by holders that are alive and by those that are not. Notes on
     * leases that it does not know stay: they may be another registry's. What fails is told to the log and stops nobody.
     */
    public void collect(ProfileRegistry registry) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path file : files) {
                sendOrWarn(file, registry);
            }
        } catch (DirectoryIteratorException e) {
            warn(e.getClass().getSimpleName());
        } catch (IOException e) {
            warn(why(e));
        } catch (RegistryException e) {
            warn(String.valueOf(e.getMessage()));
        }
    }

    private void sendOrWarn(Path file, ProfileRegistry registry) throws LockedFile.Busy {
        try {
            send(file, registry);
        } catch (LockedFile.Busy e) {
            throw e;
        } catch (IOException e) {
            warn(why(e));
        }
    }

    private void send(Path file, ProfileRegistry registry) throws IOException {
        long size = size(file);
        if (size == 0 || staying.contains(named(file, size))) {
            return;
        }
        byte[] bytes = alone(lock -> read(file));
        Content content = Content.of(bytes);
        boolean known = true;
        for (Map.Entry<LeaseKey, List<HolderNote>> kept : content.notes().entrySet()) {
            known &= registry.addNotes(kept.getKey(), kept.getValue());
        }
        if (known && content.isReadable()) {
            alone(lock -> deleteWhenSame(file, bytes));
            warned.clear();
        } else {
            staying.add(named(file, bytes.length));
            sayThatItStays(file, known);
        }
    }

    private static String named(Path file, long size) {
        return file.getFileName() + " " + size;
    }

    private static long size(Path file) throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    private static byte[] read(Path file) throws IOException {
        return Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
    }

    /** What was added meanwhile is sent the next time, with what was sent already. */
    private static boolean deleteWhenSame(Path file, byte[] sent) throws IOException {
        boolean same = Arrays.equals(read(file), sent);
        if (same) {
            Files.deleteIfExists(file);
        }
        return same;
    }

    private void warn(String why) {
        if (warned.add(why)) {
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "What is kept for the registry in " + folder + " was not sent or not removed, and stays there: "
                            + why);
        }
    }

    private static void sayThatItStays(Path file, boolean known) {
        if (known) {
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "Not all lines of " + file + " can be read, so it stays: what can be read was sent to the registry."
                            + " Another version of Leasehold may have written the others.");
        } else {
            LOGGER.log(
                    System.Logger.Level.INFO,
                    "The lease of " + file
                            + " is not in this registry, so the file stays for the one that has it. Delete"
                            + " it when that is gone.");
        }
    }

    /**
     * What a file holds.
     *
     * @param isReadable whether all its lines were understood, but for those that were cut off
     */
    private record Content(Map<LeaseKey, List<HolderNote>> notes, boolean isReadable) {

        static Content of(byte[] bytes) {
            Map<LeaseKey, List<HolderNote>> notes = new LinkedHashMap<>();
            boolean readable = true;
            for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n", -1)) {
                Optional<SpooledNote> read = SpooledNote.read(line);
                read.ifPresent(one -> notes.computeIfAbsent(one.key(), key -> new ArrayList<>())
                        .add(one.note()));
                readable &= read.isPresent() || !SpooledNote.isWhole(line);
            }
            return new Content(notes, readable);
        }
    }
}
