package io.leasehold.registry;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/** The processes of this machine, told apart from later ones of the same number. Thread-safe. */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class ProcessTable {

    private static final String USER_DATA = "--user-data-dir=";

    /** What may follow the name of a folder; Linux keeps the words of a command apart by a zero. */
    private static final String ENDS_OF_NAME = "\0/\\\"' \t\n";

    /** As the JVM writes and reads the names of files, which need not be as it writes texts. */
    private static final Charset OF_FILE_NAMES = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));

    private static final Path OWN = Path.of("/proc/self/stat");
    private static final Path FIRST = Path.of("/proc/1/stat");
    private static final int STATE = 0;
    private static final int THREADS = 17;
    private static final int START = 19;

    private final String boot;
    private final String namespace;

    /** Looks from this process. */
    public ProcessTable(MachineClock clock) {
        this(clock.boot(), namespace());
    }

    ProcessTable(String boot, String namespace) {
        this.boot = boot;
        this.namespace = namespace;
    }

    private static String namespace() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/ns/pid"))
                    .toString()
                    .replaceAll("\\D", "");
        } catch (IOException | UnsupportedOperationException e) {
            return HostName.OF_THIS_JVM;
        }
    }

    /** Names this process. */
    public ProcessMark self() {
        return mark(ProcessHandle.current().pid()).orElseThrow();
    }

    /** Names a process that runs. */
    public Optional<ProcessMark> mark(long pid) {
        return start(pid).map(start -> new ProcessMark(boot, namespace, pid, start));
    }

    /**
     * Looks for a process.
     *
     * @param thisMachine whether it can only have run on this machine, so that another start of the machine ended it
     */
    public Sight look(ProcessMark mark, boolean thisMachine) {
        if (!mark.boot().equals(boot)) {
            return thisMachine ? Sight.GONE : Sight.UNSEEN;
        }
        // Where no system tells its start, one machine looks like another, and has no containers.
        boolean only = thisMachine && boot.equals(MachineClock.UNTOLD);
        if (!only && !mark.namespace().equals(namespace)) {
            return Sight.UNSEEN;
        }
        Optional<String> now = start(mark.pid());
        if (now.isEmpty() && hidesOthers()) {
            return Sight.UNSEEN;
        }
        return now.filter(mark.start()::equals).isPresent() ? Sight.ALIVE : Sight.GONE;
    }

    /** With hidepid (proc(5)) a user sees no other's processes; the first one is always there, and nearly always root's. */
    private static boolean hidesOthers() {
        return Files.isReadable(OWN) && !Files.isReadable(FIRST);
    }

    /** Returns the numbers of the processes that were told to keep their user data in a folder, or below it. */
    public List<Long> naming(String folder) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .filter(process -> commandLines(process).stream().anyMatch(line -> names(line, folder)))
                .map(ProcessHandle::pid)
                .toList();
    }

    static boolean names(String commandLine, String folder) {
        String wanted = USER_DATA + folder;
        for (int at = commandLine.indexOf(wanted); at >= 0; at = commandLine.indexOf(wanted, at + 1)) {
            int end = at + wanted.length();
            if (end == commandLine.length() || ENDS_OF_NAME.indexOf(commandLine.charAt(end)) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** As it reads in this JVM's locale, and in most others: the folder may have been written down by another JVM. */
    private static Set<String> commandLines(ProcessHandle process) {
        try {
            // Not as strictly as readString: a command line may have any bytes.
            byte[] line = Files.readAllBytes(Path.of("/proc/" + process.pid() + "/cmdline"));
            return new HashSet<>(List.of(new String(line, OF_FILE_NAMES), new String(line, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            return process.info().commandLine().stream().collect(Collectors.toSet());
        }
    }

    /**
     * Returns when a process started, unless it is over; one that only waits to be taken notice of is over. Its first
     * thread may have ended before the others, which can still act: a kill reaches each thread by itself.
     */
    private static Optional<String> start(long pid) {
        try {
            String text = Files.readString(Path.of("/proc/" + pid + "/stat"), StandardCharsets.ISO_8859_1);
            String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
            boolean ended = fields[STATE].equals("Z") && Integer.parseInt(fields[THREADS]) <= 1;
            return ended || fields[STATE].equals("X") ? Optional.empty() : Optional.of(fields[START]);
        } catch (IOException e) {
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> !Files.exists(OWN))
                    .flatMap(process -> process.info().startInstant())
                    .map(start -> String.valueOf(start.toEpochMilli()));
        }
    }
}
