package io.leasehold;

import com.microsoft.playwright.Page;
import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Finds the lease of a page, for assertions that are given a {@code Page} and nothing else. The one thing in this project
 * that all runs of a JVM share: see ADR 0008. Holds nothing alive. Thread-safe.
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class LivePages {

    private static final LivePages ALL = new LivePages();

    private final Map<Page, WeakReference<ReadbackAccess.Source>> leases =
            Collections.synchronizedMap(new WeakHashMap<>());

    private LivePages() {}

    /** Notes that a page is leased. */
    public static void began(Page page, ReadbackAccess.Source lease) {
        ALL.leases.put(page, new WeakReference<>(lease));
    }

    /** Notes that the lease of a page is over. */
    public static void ended(Page page) {
        ALL.leases.remove(page);
    }

    /** Returns the lease of a page: of the page itself, or of the page that opened it. */
    public static Optional<ReadbackAccess.Source> leaseOf(Page page) {
        Set<Page> seen = new HashSet<>();
        for (@Nullable Page at = page; at != null && seen.add(at); at = at.opener()) {
            WeakReference<ReadbackAccess.Source> found = ALL.leases.get(at);
            if (found != null) {
                return Optional.ofNullable(found.get());
            }
        }
        return Optional.empty();
    }
}
