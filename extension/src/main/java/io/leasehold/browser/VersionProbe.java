package io.leasehold.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.leasehold.browser.Machine.Platform;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Asks a browser for its version to see whether it starts at all: Ubuntu's {@code chromium-browser} may be a script
 * that only asks for a snap, and a download may lack libraries of the system. Immutable.
 */
record VersionProbe(Platform platform, Duration patience) {
    private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+");

    /** What a program said. */
    enum Answer {
        /** A version, as a browser does. */
        VERSION,
        /** Nothing until the patience ended. */
        NONE_YET,
        /** Something else, or it does not start. */
        NO_BROWSER
    }

    Answer ask(Path executable) {
        // On Windows chrome.exe --version opens a window and prints nothing.
        return platform == Platform.WINDOWS ? Answer.VERSION : answerOf(executable);
    }

    private Answer answerOf(Path executable) {
        try {
            var process = new ProcessBuilder(executable.toString(), "--version")
                    .redirectErrorStream(true)
                    .start();
            try {
                if (!process.waitFor(patience.toMillis(), MILLISECONDS)) {
                    return Answer.NONE_YET;
                }
                boolean isOne = process.exitValue() == 0
                        && VERSION.matcher(outputOf(process)).find();
                return isOne ? Answer.VERSION : Answer.NO_BROWSER;
            } finally {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (IOException notAProgram) {
            return Answer.NO_BROWSER;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw BrowserNotFoundException.interrupted(executable);
        }
    }

    private static String outputOf(Process process) throws IOException {
        // Only what is there: a child that outlives the browser's launcher would keep the pipe open.
        var output = process.getInputStream();
        return new String(output.readNBytes(output.available()), UTF_8);
    }
}
