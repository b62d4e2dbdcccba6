package io.leasehold.registry;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Names a user of a machine where the system has no name for its own start (only Linux does). Two machines, or two users,
 * never have the same name; one may have another name later, and then cannot be told from a stranger, which is safe.
 */
final class HostName {

    /** An address that a maker gave, as all machines' are different; others are made up as needed. */
    private static final int MADE_UP = 0x02;

    /** Read once, for without a card it is another one each time. */
    static final String OF_THIS_JVM = read();

    private HostName() {}

    /** Goes by the numbers that the makers of its network cards gave them. */
    private static String read() {
        try {
            return of(NetworkInterface.networkInterfaces()
                    .flatMap(card -> hardware(card).stream())
                    .filter(address -> (address[0] & MADE_UP) == 0)
                    .map(HostName::hex)
                    .collect(Collectors.toCollection(TreeSet::new)));
        } catch (SocketException e) {
            return of(new TreeSet<>());
        }
    }

    /** Without any card nothing tells the machine from another, so its processes are seen by nobody but themselves. */
    static String of(SortedSet<String> cards) {
        String machine = cards.isEmpty() ? UUID.randomUUID().toString() : String.join(" ", cards);
        String text = machine + "\n" + name() + "\n" + System.getProperty("user.name");
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static String name() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "";
        }
    }

    private static Optional<byte[]> hardware(NetworkInterface card) {
        try {
            return Optional.ofNullable(card.getHardwareAddress()).filter(address -> address.length > 0);
        } catch (SocketException e) {
            return Optional.empty();
        }
    }

    private static String hex(byte[] address) {
        return HexFormat.of().formatHex(address);
    }
}
