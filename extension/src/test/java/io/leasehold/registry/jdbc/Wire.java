package io.leasehold.registry.jdbc;

import io.leasehold.fixture.Command;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** A network namespace and the pair of interfaces that joins it to this one. */
final class Wire implements AutoCloseable {

    private final String namespace;
    private final String near;
    private final String far;
    private final String net;

    private Wire(int number) {
        String own = Long.toString(ProcessHandle.current().pid(), Character.MAX_RADIX) + "x" + number;
        this.namespace = "lease" + own;
        this.near = "ln" + own;
        this.far = "lf" + own;
        // Of the block that is kept for measurements between networks (RFC 2544).
        this.net = "198.18." + (ProcessHandle.current().pid() % 250) + "." + (number * 4);
    }

    static boolean canBeLaid() {
        String namespace = "lease" + ProcessHandle.current().pid();
        boolean made = Command.run("ip", "netns", "add", namespace)
                && Command.run(
                        "ip",
                        "netns",
                        "exec",
                        namespace,
                        "unshare",
                        "--uts",
                        "--pid",
                        "--fork",
                        "--mount-proc",
                        "true");
        Command.run("ip", "netns", "del", namespace);
        return made;
    }

    static Wire lay(int number) {
        Wire wire = new Wire(number);
        try {
            ip("netns", "add", wire.namespace);
            ip("link", "add", wire.near, "type", "veth", "peer", "name", wire.far, "netns", wire.namespace);
            ip("addr", "add", wire.address(1) + "/30", "dev", wire.near);
            ip("-n", wire.namespace, "addr", "add", wire.address(2) + "/30", "dev", wire.far);
            ip("-n", wire.namespace, "link", "set", wire.far, "up");
            wire.set("up");
            return wire;
        } catch (AssertionError e) {
            wire.close();
            throw e;
        }
    }

    private String address(int host) {
        int dot = net.lastIndexOf('.') + 1;
        return net.substring(0, dot) + (Integer.parseInt(net.substring(dot)) + host);
    }

    /** Returns the address of this side. */
    InetAddress here() {
        try {
            return InetAddress.getByName(address(1));
        } catch (UnknownHostException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns what starts a program on the other side, under a host name, with a process table of its own. */
    List<String> enteredBy(String host) {
        return List.of(
                "ip",
                "netns",
                "exec",
                namespace,
                "unshare",
                "--uts",
                "--pid",
                "--fork",
                "--kill-child",
                "--mount-proc",
                "sh",
                "-c",
                "hostname " + host + " && exec \"$@\"",
                "sh");
    }

    void set(String state) {
        ip("link", "set", near, state);
    }

    private static void ip(String... arguments) {
        String[] command = new String[arguments.length + 1];
        command[0] = "ip";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        if (!Command.run(command)) {
            throw new AssertionError(String.join(" ", command) + " did not work.");
        }
    }

    @Override
    public void close() {
        Command.run("ip", "link", "del", near);
        Command.run("ip", "netns", "del", namespace);
    }
}
