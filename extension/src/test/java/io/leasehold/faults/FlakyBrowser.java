package io.leasehold.faults;

import io.leasehold.browser.BrowserLocator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A script around the real browser that lets some of its starts fail. */
final class FlakyBrowser {

    private final Path script;
    private final Path starts;

    private FlakyBrowser(Path script, Path starts) {
        this.script = script;
        this.starts = starts;
    }

    /** Makes one whose starts from the one to the other, counted from 1, are killed from outside while they go on. */
    static FlakyBrowser dyingAt(int first, int last, Path folder) throws IOException {
        Path real = BrowserLocator.here().locate(true).executable();
        Path starts = folder.resolve("starts");
        Path script = script(
                folder,
                """
                #!/bin/sh
                case "$*" in *--user-data-dir=*) ;; *) exec "%s" "$@" ;; esac
                echo start >> "%s"
                now=$(wc -l < "%s")
                if [ "$now" -ge %d ] && [ "$now" -le %d ]; then
                  # A background job would read nothing: the browser is steered by the pipes 3 and 4.
                  "%s" "$@" & started=$!
                  i=0
                  while [ "$i" -lt 400 ] && ! pgrep -P "$started" >/dev/null; do i=$((i + 1)); done
                  pkill -KILL -P "$started"
                  kill -KILL "$started" "$$"
                fi
                exec "%s" "$@"
                """
                        .formatted(real, starts, starts, first, last, real, real));
        return new FlakyBrowser(script, starts);
    }

    /**
     * Makes one whose first start is gone at once, which the driver does not hear of: another process keeps its pipes.
     * The caller ends that one.
     */
    static FlakyBrowser goneUnheard(Path folder) throws IOException {
        Path real = BrowserLocator.here().locate(true).executable();
        Path starts = folder.resolve("starts");
        return new FlakyBrowser(
                script(
                        folder,
                        """
                        #!/bin/sh
                        case "$*" in *--user-data-dir=*) ;; *) exec "%s" "$@" ;; esac
                        echo start >> "%s"
                        if [ "$(wc -l < "%s")" -eq 1 ]; then
                          tail -f /dev/null & echo "$!" > "%s"
                          exit 0
                        fi
                        exec "%s" "$@"
                        """
                                .formatted(real, starts, starts, folder.resolve("keeper"), real)),
                starts);
    }

    /** Ends what keeps the pipes of a start that is gone. */
    static void endKeeper(Path folder) throws IOException {
        long pid = Long.parseLong(Files.readString(folder.resolve("keeper")).strip());
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }

    private static Path script(Path folder, String text) throws IOException {
        Path script = Files.writeString(folder.resolve("flaky-browser"), text);
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return script;
    }

    /** Returns the field of a profile that chooses it. */
    String field() {
        return "\"browser\": {\"executable\": \"" + script + "\"},";
    }

    int starts() throws IOException {
        return Files.exists(starts) ? Files.readAllLines(starts).size() : 0;
    }
}
