package io.leasehold.registry;

import io.leasehold.LeaseId;
import io.leasehold.ProfileId;
import io.leasehold.RegistryException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/**
 * Keeps on this machine, beside the registry, what holders could not tell it, until somebody can: the holder itself, or
 * the next run on this machine that opens the registry or inspects a profile. A note may be sent many times and is
 * written once. Thread-safe, in a JVM and among several.
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class EventSpool {

    private static final System.Logger LOGGER = System.getLogger("io.leasehold");
    private static final String SUFFIX = ".notes";
    /** Lease, profile, token, number, milliseconds since 1970, text, and an end by which one that was cut off is told. */
    private static final Pattern LINE =
            Pattern.compile("(\\S+) ([A-Za-z0-9][A-Za-z0-9._#-]{0,63}) (\\d{1,18}) ([1-9]\\d{0,17}) (\\d{1,18}) (.*);");

    private final Path home;
    private final Path folder;
    private final MachineClock clock;
    /** Files and lengths that the registry did not know a lease of: it is not asked again until more is in them. */
    private final Set<String> strangers = ConcurrentHashMap.newKeySet();

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

    /** Keeps a note; it is on the disk when this returns. What cannot be kept is told to the log and stops nobody. */
    void keep(LeaseKey key, long sequence, String text) {
        String line = "%s %s %d %d %d %s;\n"
                .formatted(
                        key.lease(),
                        key.profile(),
                        key.fencingToken(),
                        sequence,
                        clock.wallMillis(),
                        text.replaceAll("\\p{Cntrl}", " "));
        try {
            HomeFolder.prepare(home);
            Files.createDirectories(folder);
            alone(lock -> append(fileOf(key), line));
        } catch (IOException e) {
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "[" + key.profile() + " " + key.lease() + "] What the registry could not be told cannot be kept in "
                            + folder + " either (" + e.getClass().getSimpleName() + "): " + text);
        }
    }

    private Path fileOf(LeaseKey key) {
        return folder.resolve(key.lease() + SUFFIX);
    }

    /** One at a time in this folder, so that no file goes away while something is added to it. */
    private <T> T alone(LockedFile.Work<T, IOException> work) throws IOException {
        return LockedFile.<T, IOException>use(folder.resolve("lock"), work);
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
     * @throws RegistryException when it does not answer; nothing is lost by it
     */
    void send(LeaseKey key, ProfileRegistry registry) {
        send(fileOf(key), registry);
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
                send(file, registry);
            }
        } catch (IOException | DirectoryIteratorException e) {
            warn(e.getClass().getSimpleName());
        } catch (RegistryException e) {
            warn(String.valueOf(e.getMessage()));
        }
    }

    private void send(Path file, ProfileRegistry registry) {
        try {
            byte[] bytes = alone(lock -> read(file));
            String content = file.getFileName() + " " + bytes.length;
            if (bytes.length == 0 || strangers.contains(content)) {
                return;
            }
            boolean known = true;
            for (Map.Entry<LeaseKey, List<HolderNote>> kept : notes(bytes).entrySet()) {
                known &= registry.addNotes(kept.getKey(), kept.getValue());
            }
            if (known) {
                alone(lock -> deleteWhenAsLong(file, bytes.length));
            } else {
                strangers.add(content);
            }
        } catch (IOException e) {
            warn(e.getClass().getSimpleName());
        }
    }

    private static byte[] read(Path file) throws IOException {
        return Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
    }

    /** What was added meanwhile is sent the next time, with what was sent already. */
    private static boolean deleteWhenAsLong(Path file, long size) throws IOException {
        boolean same = Files.exists(file) && Files.size(file) == size;
        if (same) {
            Files.delete(file);
        }
        return same;
    }

    private void warn(String why) {
        LOGGER.log(
                System.Logger.Level.WARNING,
                "What is kept for the registry in " + folder + " was not sent, and stays there: " + why);
    }

    private static Map<LeaseKey, List<HolderNote>> notes(byte[] bytes) {
        Map<LeaseKey, List<HolderNote>> notes = new LinkedHashMap<>();
        for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n", -1)) {
            Matcher parts = LINE.matcher(line);
            if (parts.matches()) {
                notes.computeIfAbsent(key(parts), one -> new ArrayList<>()).add(note(parts));
            }
        }
        return notes;
    }

    private static LeaseKey key(Matcher line) {
        return new LeaseKey(new ProfileId(line.group(2)), new LeaseId(line.group(1)), Long.parseLong(line.group(3)));
    }

    private static HolderNote note(Matcher line) {
        Instant at = Instant.ofEpochMilli(Long.parseLong(line.group(5)));
        return new HolderNote(Long.parseLong(line.group(4)), at, line.group(6));
    }
}
