package io.leasehold.registry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/** The processes of this machine, told apart from later ones of the same number. Thread-safe. */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class ProcessTable {

    private static final int STATE = 0;
    private static final int THREADS = 17;
    private static final int START = 19;

    private final String boot;
    private final String namespace;

    /** Looks from this process. */
    public ProcessTable(MachineClock clock) {
        this.boot = clock.boot();
        this.namespace = namespace();
    }

    private static String namespace() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/ns/pid"))
                    .toString()
                    .replaceAll("\\D", "");
        } catch (IOException | UnsupportedOperationException e) {
            return "host";
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
        if (!mark.namespace().equals(namespace)) {
            return Sight.UNSEEN;
        }
        return start(mark.pid()).filter(mark.start()::equals).isPresent() ? Sight.ALIVE : Sight.GONE;
    }

    /** Returns the numbers of the processes whose command line names a folder. */
    public List<Long> naming(String folder) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .filter(process -> commandLine(process).contains(folder))
                .map(ProcessHandle::pid)
                .toList();
    }

    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return process.info().commandLine().orElse("");
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
                    .filter(process -> !Files.exists(Path.of("/proc/self/stat")))
                    .flatMap(process -> process.info().startInstant())
                    .map(start -> String.valueOf(start.toEpochMilli()));
        }
    }
}
