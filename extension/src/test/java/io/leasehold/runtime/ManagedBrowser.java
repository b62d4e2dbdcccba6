package io.leasehold.runtime;

import io.leasehold.browser.BrowserLocator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real browser that a test starts itself, as somebody does who manages browsers: with a port for its tools on loopback. */
final class ManagedBrowser implements AutoCloseable {

    private static final Pattern LISTENING =
            Pattern.compile("DevTools listening on (ws://127\\.0\\.0\\.1:(\\d+)/\\S+)");
    private static final Pattern PAGE_URL = Pattern.compile("\"type\":\\s*\"page\",\\s*\"url\":\\s*\"([^\"]*)\"");

    private final Process process;
    private final String webSocket;
    private final int port;

    private ManagedBrowser(Process process, String webSocket, int port) {
        this.process = process;
        this.webSocket = webSocket;
        this.port = port;
    }

    /** Starts one on a folder, with further arguments. */
    static ManagedBrowser start(Path userData, String... more) {
        List<String> command = new ArrayList<>(List.of(
                BrowserLocator.here().locate(true).executable().toString(),
                "--headless",
                "--no-sandbox",
                "--remote-debugging-port=0",
                "--user-data-dir=" + userData));
        command.addAll(List.of(more));
        command.add("about:blank");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            Matcher said = await(process);
            drain(process);
            return new ManagedBrowser(process, said.group(1), Integer.parseInt(said.group(2)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Matcher await(Process process) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher found = LISTENING.matcher(line);
            if (found.find()) {
                return found;
            }
        }
        throw new IOException("The browser ended before it listened.");
    }

    private static void drain(Process process) {
        Thread drain = new Thread(
                () -> {
                    try {
                        process.getErrorStream().transferTo(java.io.OutputStream.nullOutputStream());
                    } catch (IOException e) {
                        // It has ended.
                    }
                },
                "managed-browser-output");
        drain.setDaemon(true);
        drain.start();
    }

    /** Returns the address that profiles name. */
    String http() {
        return "http://127.0.0.1:" + port;
    }

    /** Returns the address with the browser's own id in it. */
    String webSocket() {
        return webSocket;
    }

    ProcessHandle process() {
        return process.toHandle();
    }

    /** Opens a tab, as a person would. */
    void openTab(String url) {
        ask("PUT", "/json/new?" + url);
    }

    /** Returns the addresses of all tabs, as the browser itself tells them. */
    List<String> tabs() {
        Matcher found = PAGE_URL.matcher(ask("GET", "/json/list"));
        List<String> urls = new ArrayList<>();
        while (found.find()) {
            urls.add(found.group(1));
        }
        return urls;
    }

    private String ask(String method, String path) {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(http() + path))
                                    .method(method, HttpRequest.BodyPublishers.noBody())
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.onExit().join();
    }
}
