package io.leasehold.runtime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A small real forward proxy on loopback: passes requests on, adds its region as a header, tunnels CONNECT, and lets in
 * only who knows its password, if it has one. Each connection carries one request.
 */
final class ForwardProxy implements AutoCloseable {

    /** The header by which a site sees where a request came from. */
    static final String REGION = "X-Proxy-Region";

    private static final String REFUSAL = String.join(
            "\r\n",
            "HTTP/1.1 407 Proxy Authentication Required",
            "Proxy-Authenticate: Basic realm=proxy",
            "Content-Length: 0",
            "Connection: close",
            "",
            "");

    private final ServerSocket server;
    private final String region;
    private final String credentials;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "forward-proxy");
        thread.setDaemon(true);
        return thread;
    });

    private ForwardProxy(String region, String credentials) throws IOException {
        this.region = region;
        this.credentials = credentials;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    static ForwardProxy of(String region) {
        return of(region, "");
    }

    /** Starts one that wants {@code user:password}. */
    static ForwardProxy of(String region, String credentials) {
        try {
            return new ForwardProxy(region, credentials);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String address() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /** Returns the first lines of all requests that were passed on. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                threads.execute(() -> serve(client));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void serve(Socket client) {
        try (client) {
            String head = head(client.getInputStream());
            String[] first = head.split("\r\n", 2)[0].split(" ");
            if (first.length < 3) {
                return;
            }
            if (!isLetIn(head)) {
                say(client, REFUSAL);
                return;
            }
            requests.add(first[0] + " " + first[1]);
            if (first[0].equals("CONNECT")) {
                tunnel(client, first[1]);
            } else {
                pass(client, head, first);
            }
        } catch (IOException e) {
            // One side went away.
        }
    }

    private boolean isLetIn(String head) {
        String wanted = "proxy-authorization: basic "
                + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
        return credentials.isEmpty() || head.toLowerCase(Locale.ROOT).contains(wanted.toLowerCase(Locale.ROOT));
    }

    private void tunnel(Socket client, String target) throws IOException {
        int colon = target.lastIndexOf(':');
        try (Socket site = new Socket(target.substring(0, colon), Integer.parseInt(target.substring(colon + 1)))) {
            say(client, "HTTP/1.1 200 Connection established\r\n\r\n");
            relay(client, site);
        }
    }

    private void pass(Socket client, String head, String[] first) throws IOException {
        URI target = URI.create(first[1]);
        String path = target.getRawPath() + (target.getRawQuery() == null ? "" : "?" + target.getRawQuery());
        StringBuilder request = new StringBuilder(first[0] + " " + path + " HTTP/1.1\r\n");
        for (String line : head.split("\r\n", 2)[1].split("\r\n")) {
            String name = line.split(":", 2)[0].toLowerCase(Locale.ROOT);
            if (!line.isEmpty() && !name.startsWith("proxy-") && !name.equals("connection")) {
                request.append(line).append("\r\n");
            }
        }
        request.append(REGION).append(": ").append(region).append("\r\nConnection: close\r\n\r\n");
        try (Socket site = new Socket(target.getHost(), target.getPort())) {
            say(site, request.toString());
            relay(client, site);
        }
    }

    private void relay(Socket client, Socket site) throws IOException {
        threads.execute(() -> {
            try {
                client.getInputStream().transferTo(site.getOutputStream());
            } catch (IOException e) {
                // One side went away.
            }
        });
        site.getInputStream().transferTo(client.getOutputStream());
    }

    private static void say(Socket to, String text) throws IOException {
        OutputStream out = to.getOutputStream();
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    /** Reads up to the empty line. */
    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int last = in.read(); last >= 0; last = in.read()) {
            bytes.write(last);
            if (last == '\n' && bytes.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                break;
            }
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            threads.shutdownNow();
        }
    }
}
