package io.leasehold.worker;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.impl.Transport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Playwright's messages over the Unix socket of a host's driver, each ended by a NUL byte. What goes out and what comes
 * in passes a {@link Door}.
 *
 * <p>Used by one thread at a time, like the connection on top of it. A daemon thread reads; it ends with the socket.
 */
final class SocketTransport implements Transport {

    /** An idle connection goes on receiving; beyond this many unread messages it is cheaper to connect anew. */
    private static final int IDLE_BACKLOG = 5_000;

    private static final int POST_MILLIS = 50;
    private static final int READ_BUFFER_BYTES = 1 << 16;

    private final Gson gson = new Gson();
    private final BlockingQueue<JsonObject> incoming = new LinkedBlockingQueue<>();
    private final SocketChannel channel;
    private final Door door;
    private final ReentrantLock writing = new ReentrantLock();
    private volatile boolean closed;

    private SocketTransport(SocketChannel channel, Door door) {
        this.channel = channel;
        this.door = door;
    }

    static SocketTransport connect(Path socket, Door door, String threadName) throws IOException {
        SocketTransport transport = new SocketTransport(SocketChannel.open(UnixDomainSocketAddress.of(socket)), door);
        Thread reader = new Thread(transport::readUntilClosed, threadName);
        reader.setDaemon(true);
        reader.start();
        return transport;
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public void send(JsonObject message) {
        door.leaving(message);
        if (closed) {
            throw closedConnection(null);
        }
        writing.lock();
        try {
            write(message);
        } catch (IOException e) {
            throw closedConnection(e);
        } finally {
            writing.unlock();
        }
    }

    /**
     * Sends a message of the provider's own past the door, from any thread, and waits for no answer. Does nothing when
     * the connection is closed, or when the driver takes nothing any more.
     */
    void post(JsonObject message) {
        if (closed || !mayWrite()) {
            return;
        }
        try {
            write(message);
        } catch (IOException e) {
            // Closed: what the message asked for is done in another way.
        } finally {
            writing.unlock();
        }
    }

    private boolean mayWrite() {
        try {
            return writing.tryLock(POST_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void write(JsonObject message) throws IOException {
        byte[] text = gson.toJson(message).getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.wrap(Arrays.copyOf(text, text.length + 1));
        // A channel closes for ever when its writer is interrupted; the wait for the answer notices the interrupt.
        boolean interrupted = Thread.interrupted();
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            disconnect();
            throw e;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public @Nullable JsonObject poll(Duration timeout) {
        JsonObject ready = door.next();
        if (ready != null) {
            return ready;
        }
        door.checkWait();
        try {
            JsonObject message = incoming.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (message != null) {
                door.arrived(message);
            } else if (closed && incoming.isEmpty()) {
                throw closedConnection(null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            door.abandoned();
            throw new PlaywrightException(
                    "Interrupted while waiting for the browser; the call may still take effect.", e);
        }
        return door.next();
    }

    /** Tells whether a message can be read at once. */
    boolean hasMessage() {
        return door.hasReady() || !incoming.isEmpty();
    }

    /** Refused: this is what a test's {@code browser.close()} on a remote browser would call. */
    @Override
    public void close() {
        door.refuseDisconnect();
    }

    /** Ends the connection; for the provider only. Its tabs stay open in the context. */
    void disconnect() {
        closed = true;
        try {
            channel.close();
        } catch (IOException e) {
            // The connection is gone either way.
        }
    }

    private RuntimeException closedConnection(@Nullable Throwable cause) {
        door.abandoned();
        return door.ended(cause);
    }

    private void readUntilClosed() {
        ByteBuffer buffer = ByteBuffer.allocate(READ_BUFFER_BYTES);
        ByteArrayOutputStream partial = new ByteArrayOutputStream();
        try {
            while (channel.read(buffer) != -1) {
                splitMessages(buffer.array(), buffer.position(), partial);
                buffer.clear();
                if (door.isIdle() && incoming.size() > IDLE_BACKLOG) {
                    break;
                }
            }
        } catch (IOException | JsonParseException e) {
            // Nothing more can be read; whoever waits hears it from the closed flag.
        } finally {
            disconnect();
        }
    }

    private void splitMessages(byte[] bytes, int length, ByteArrayOutputStream partial) {
        int start = 0;
        for (int at = 0; at < length; at++) {
            if (bytes[at] == 0) {
                partial.write(bytes, start, at - start);
                incoming.add(gson.fromJson(partial.toString(StandardCharsets.UTF_8), JsonObject.class));
                partial.reset();
                start = at + 1;
            }
        }
        partial.write(bytes, start, length - start);
    }
}
