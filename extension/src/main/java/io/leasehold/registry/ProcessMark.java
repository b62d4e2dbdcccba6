package io.leasehold.registry;

import org.apiguardian.api.API;

/**
 * Names a process so that no later one can be taken for it.
 *
 * @param boot the machine's start that it runs under
 * @param namespace where its number counts
 * @param pid its number
 * @param start when it started, in the system's own unit; compared, never computed with
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public record ProcessMark(String boot, String namespace, long pid, String start) {

    /** Puts it into one text for records. */
    public String code() {
        return boot + "/" + namespace + "/" + pid + "/" + start;
    }

    /** Reads what {@link #code} wrote. */
    public static ProcessMark of(String code) {
        String[] parts = code.split("/", -1);
        if (parts.length != 4) {
            throw new IllegalArgumentException("'" + code + "' names no process.");
        }
        return new ProcessMark(parts[0], parts[1], Long.parseLong(parts[2]), parts[3]);
    }
}
