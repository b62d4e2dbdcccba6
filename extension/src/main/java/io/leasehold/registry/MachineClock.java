package io.leasehold.registry;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.apiguardian.api.API;

/**
 * A clock that all processes of one machine share and that nobody can set: the time since the machine's start, counted
 * through suspension. Where the system does not tell (only Linux does), it is the wall clock. Thread-safe.
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class MachineClock {

    /** What the start of a machine is called that does not tell it. */
    static final String UNTOLD = "wall";

    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
    private static final Path UPTIME = Path.of("/proc/uptime");

    private final Clock wall;
    private final boolean counted;
    private final String boot;

    /**
     * Reads how this machine tells its time.
     *
     * @param wall what stands in where it does not
     */
    public MachineClock(Clock wall) {
        this.wall = wall;
        this.counted = Files.isReadable(BOOT) && Files.isReadable(UPTIME);
        this.boot = counted ? text(BOOT).strip() : UNTOLD;
    }

    /** Names the machine's start. */
    public String boot() {
        return boot;
    }

    /** Returns the milliseconds since then. */
    public long millis() {
        if (!counted) {
            return wall.millis();
        }
        String text = text(UPTIME);
        return new BigDecimal(text.substring(0, text.indexOf(' ')))
                .movePointRight(3)
                .longValue();
    }

    /** Returns the wall clock's milliseconds, for people. */
    public long wallMillis() {
        return wall.millis();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("The machine does not tell its time: " + file + ".", e);
        }
    }
}
