package io.leasehold.registry.jdbc;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntPredicate;

/**
 * Stands between a client and a PostgreSQL, reads what the server answers, and breaks the line where it is told to. The
 * line is not encrypted. Thread-safe.
 */
final class TcpRelay implements AutoCloseable {

    /** The message by which the server says that a statement was done; its text begins with the kind of statement. */
    private static final int COMMAND_COMPLETE = 'C';

    private final int target;
    private final ServerSocket door;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger cuts = new AtomicInteger();
    private volatile Cut cut = Cut.NEVER;
    private volatile Line line = Line.WHOLE;
    private volatile Duration delay = Duration.ZERO;

    /** What becomes of everything that is sent. */
    enum Line {
        /** It arrives. */
        WHOLE,
        /** It vanishes, and nobody is told. */
        BLACK_HOLE,
        /** The connection is refused, or cut. */
        DOWN
    }

    /** Where a line is cut once. */
    @FunctionalInterface
    interface Cut {
        Cut NEVER = statement -> false;

        /** Tells whether the answer that a statement was done is lost, and the line with it. */
        boolean at(String statement);
    }

    TcpRelay(int target) {
        this(InetAddress.getLoopbackAddress(), target);
    }

    TcpRelay(InetAddress address, int target) {
        this.target = target;
        try {
            this.door = new ServerSocket();
            door.bind(new InetSocketAddress(address, 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** Returns the URL of a database through the relay. */
    StoreAddress before(String url) {
        String through =
                url.replaceFirst("//[^/]*/", "//" + door.getInetAddress().getHostAddress() + ":" + port() + "/");
        return new StoreAddress(through + (through.contains("?") ? "&" : "?") + "sslmode=disable&gssEncMode=disable");
    }

    /** Loses the answer to the next commit, which is done. */
    void loseNextCommit() {
        cut = statement -> statement.startsWith("COMMIT");
    }

    /** Loses the answer to the commit of the next transaction that adds something, and the server with it. */
    void goDownAtNextAddition() {
        AtomicBoolean added = new AtomicBoolean();
        cut = statement -> {
            added.compareAndSet(false, statement.startsWith("INSERT"));
            boolean last = added.get() && statement.startsWith("COMMIT");
            if (last) {
                line = Line.DOWN;
            }
            return last;
        };
    }

    /** Cuts the line, once, when the server has done so many statements from now on. */
    void cutAfter(int statements) {
        AtomicInteger left = new AtomicInteger(statements);
        IntPredicate last = now -> now == 0;
        cut = statement -> last.test(left.decrementAndGet());
    }

    void cutNowhere() {
        cut = Cut.NEVER;
    }

    int cuts() {
        return cuts.get();
    }

    void delayBy(Duration time) {
        delay = time;
    }

    void set(Line next) {
        line = next;
        if (next == Line.DOWN) {
            open.forEach(TcpRelay::reset);
        }
    }

    /** Says to all clients that nothing more will come, and goes on listening to them. */
    void halfClose() {
        open.forEach(socket -> {
            try {
                if (socket.getLocalPort() == port()) {
                    socket.shutdownOutput();
                }
            } catch (IOException e) {
                // It is closed already.
            }
        });
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                if (line == Line.DOWN) {
                    reset(client);
                    continue;
                }
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                open.add(client);
                open.add(server);
                thread(() -> forward(client, server));
                thread(() -> backward(server, client));
            } catch (IOException e) {
                // The relay is closed, or the server is away: the client sees it.
            }
        }
    }

    private void forward(Socket client, Socket server) {
        byte[] bytes = new byte[8192];
        try (InputStream in = client.getInputStream();
                OutputStream out = server.getOutputStream()) {
            for (int length = in.read(bytes); length >= 0; length = in.read(bytes)) {
                if (line == Line.WHOLE) {
                    pause();
                    out.write(bytes, 0, length);
                }
            }
        } catch (IOException e) {
            // One of them is gone.
        }
        drop(client, server);
    }

    private void backward(Socket server, Socket client) {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(server.getInputStream()));
                DataOutputStream out = new DataOutputStream(new BufferedOutputStream(client.getOutputStream()))) {
            while (true) {
                int type = in.readUnsignedByte();
                int length = in.readInt();
                byte[] text = in.readNBytes(length - Integer.BYTES);
                if (type == COMMAND_COMPLETE && cut.at(new String(text, StandardCharsets.US_ASCII))) {
                    cut = Cut.NEVER;
                    cuts.incrementAndGet();
                    reset(client);
                    reset(server);
                    return;
                }
                if (line == Line.WHOLE) {
                    out.writeByte(type);
                    out.writeInt(length);
                    out.write(text);
                    if (in.available() == 0) {
                        out.flush();
                    }
                }
            }
        } catch (EOFException e) {
            drop(client, server);
        } catch (IOException e) {
            drop(client, server);
        }
    }

    private void pause() {
        if (!delay.isZero()) {
            LockSupport.parkNanos(delay.toNanos());
        }
    }

    private void drop(Socket client, Socket server) {
        // A black hole tells nobody that the other side is gone.
        if (line != Line.BLACK_HOLE) {
            reset(client);
        }
        reset(server);
        open.remove(client);
        open.remove(server);
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // It is closed already.
        }
    }

    private static void thread(Runnable work) {
        Thread thread = new Thread(work, "tcp-relay");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        open.forEach(TcpRelay::reset);
    }
}
