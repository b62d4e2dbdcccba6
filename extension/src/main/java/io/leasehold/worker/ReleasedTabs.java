package io.leasehold.worker;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the objects of the last tabs that were given back on a connection, so that a late use can be told whose tab
 * it was.
 */
final class ReleasedTabs {

    private static final int REMEMBERED = 1024;

    private final Map<String, String> leases = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > REMEMBERED;
        }
    };

    synchronized void add(String page, String lease) {
        leases.put(page, lease);
    }

    synchronized @Nullable String leaseOf(String page) {
        return leases.get(page);
    }
}
