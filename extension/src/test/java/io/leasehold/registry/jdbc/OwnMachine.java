package io.leasehold.registry.jdbc;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;

/**
 * A JVM with a network, a host name and processes of its own, as on another machine: all that it shares with this one is
 * a line that can be pulled. Not thread-safe.
 */
final class OwnMachine implements AutoCloseable {

    private final Wire wire;
    private final TcpRelay door;
    private final ChildJvm jvm;

    private OwnMachine(Wire wire, TcpRelay door, ChildJvm jvm) {
        this.wire = wire;
        this.door = door;
        this.jvm = jvm;
    }

    /**
     * Starts one.
     *
     * @param number tells the networks of machines of one test apart, 1 to 9
     */
    static OwnMachine start(int number, Path folder, int serverPort, String url, String profile) {
        Wire wire = Wire.lay(number);
        try {
            TcpRelay door = new TcpRelay(wire.here(), serverPort);
            ChildJvm jvm = ChildJvm.start(
                    wire.enteredBy("machine-" + number),
                    folder.resolve("machine-" + number + ".txt"),
                    MachineJvm.class,
                    door.before(url).text(),
                    profile,
                    folder.resolve("home-" + number).toString(),
                    String.valueOf(Requests.SHORT.ttl().toSeconds()));
            return new OwnMachine(wire, door, jvm);
        } catch (RuntimeException | Error e) {
            wire.close();
            throw e;
        }
    }

    /** Skips a test where a user may not have such machines. */
    static void assumeTheyCanBeHad() {
        assumeTrue(Wire.canBeLaid(), "network namespaces need Linux, root, ip and unshare");
    }

    /** Asks its JVM something, and waits for the answer. */
    String ask(String question) {
        return jvm.ask(question);
    }

    void pullTheLine() {
        wire.set("down");
    }

    void plugItInAgain() {
        wire.set("up");
    }

    @Override
    public void close() {
        jvm.close();
        door.close();
        wire.close();
    }
}
