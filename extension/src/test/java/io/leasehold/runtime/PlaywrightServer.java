package io.leasehold.runtime;

import com.microsoft.playwright.impl.driver.Driver;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A real Playwright server in a process of its own, by the driver's own command. */
final class PlaywrightServer implements AutoCloseable {

    private static final String LISTENING = "Listening on ";

    private final Process process;
    private final String endpoint;

    private PlaywrightServer(Process process, String endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    /** Starts one whose address ends with a path that nobody can guess. */
    static PlaywrightServer start(String path) {
        ProcessBuilder builder = Driver.ensureDriverInstalled(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"), false)
                .createProcessBuilder();
        // Clients may name the browser's program only to a server that is told to let them.
        builder.command()
                .addAll(List.of("run-server", "--host", "127.0.0.1", "--port", "0", "--path", path, "--unsafe"));
        try {
            Process process = builder.redirectErrorStream(true).start();
            return new PlaywrightServer(process, await(process));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String await(Process process) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(LISTENING)) {
                Thread drain = new Thread(
                        () -> {
                            try {
                                process.getInputStream().transferTo(OutputStream.nullOutputStream());
                            } catch (IOException e) {
                                // It has ended.
                            }
                        },
                        "playwright-server-output");
                drain.setDaemon(true);
                drain.start();
                return line.substring(LISTENING.length()).strip();
            }
        }
        throw new IOException("The server ended before it listened.");
    }

    String endpoint() {
        return endpoint;
    }

    /** Counts the browsers that it has started and that still run. */
    long browsers() {
        return process.descendants()
                .filter(ProcessHandle::isAlive)
                .filter(child -> child.info().command().orElse("").contains("chrom"))
                .count();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.onExit().join();
    }
}
