package io.leasehold.faults;

import io.leasehold.browser.BrowserLocator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A script around the real browser that lets one of its starts die. */
final class FlakyBrowser {

    private final Path script;
    private final Path starts;

    private FlakyBrowser(Path script, Path starts) {
        this.script = script;
        this.starts = starts;
    }

    /** Makes one whose n-th start is killed from outside while it goes on. */
    static FlakyBrowser dyingAt(int start, Path folder) throws IOException {
        Path real = BrowserLocator.here().locate(true).executable();
        Path starts = folder.resolve("starts");
        Path script = Files.writeString(
                folder.resolve("flaky-browser"),
                """
                #!/bin/sh
                case "$*" in *--user-data-dir=*) ;; *) exec "%s" "$@" ;; esac
                echo start >> "%s"
                if [ "$(wc -l < "%s")" -eq %d ]; then
                  # A background job would read nothing: the browser is steered by the pipes 3 and 4.
                  "%s" "$@" & started=$!
                  i=0
                  while [ "$i" -lt 400 ] && ! pgrep -P "$started" >/dev/null; do i=$((i + 1)); done
                  pkill -KILL -P "$started"
                  kill -KILL "$started" "$$"
                fi
                exec "%s" "$@"
                """
                        .formatted(real, starts, starts, start, real, real));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return new FlakyBrowser(script, starts);
    }

    /** Returns the field of a profile that chooses it. */
    String field() {
        return "\"browser\": {\"executable\": \"" + script + "\"},";
    }

    int starts() throws IOException {
        return Files.exists(starts) ? Files.readAllLines(starts).size() : 0;
    }
}
