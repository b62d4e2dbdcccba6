package io.leasehold.jupiter;

import io.leasehold.LeasedPage;
import io.leasehold.page.LeaseScope;
import io.leasehold.page.ProfileHold;
import io.leasehold.profile.Profile;
import io.leasehold.suite.Suite;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;

/**
 * Keeps the leases of one test, or of one class, in its own store, which gives them back when the scope ends, whatever
 * the outcome.
 */
final class LeaseStore {

    private static final Namespace NAMESPACE = Namespace.create(LeaseStore.class);

    /** Stores look into their parents too, so the key names the scope that a value belongs to. */
    private record Key(String scope, String what) {}

    private final ExtensionContext context;
    private final Store store;

    private LeaseStore(ExtensionContext context) {
        this.context = context;
        this.store = context.getStore(NAMESPACE);
    }

    static LeaseStore of(ExtensionContext context) {
        return new LeaseStore(context);
    }

    /** Returns the leases of a profile, and asks for the right to them on the first call. */
    ProfileHold hold(Suite suite, Profile profile, LeasedPage asked) {
        Key key = new Key(context.getUniqueId(), profile.id().value());
        ScopedHold scoped = store.getOrComputeIfAbsent(
                key,
                absent -> {
                    ScopedHold made = new ScopedHold(suite.leases().hold(scope(), profile, asked.access()), context);
                    holds().add(made);
                    return made;
                },
                ScopedHold.class);
        scoped.called(asked.profile());
        return scoped.hold();
    }

    /** Returns the holds of this scope only. */
    @SuppressWarnings("unchecked")
    List<ScopedHold> holds() {
        return store.getOrComputeIfAbsent(
                new Key(context.getUniqueId(), ""), absent -> new CopyOnWriteArrayList<ScopedHold>(), List.class);
    }

    /** Returns the holds of the enclosing scopes, such as those of a class whose {@code @BeforeAll} has a page. */
    static List<ScopedHold> enclosing(ExtensionContext context) {
        List<ScopedHold> found = new ArrayList<>();
        for (Optional<ExtensionContext> at = context.getParent();
                at.isPresent();
                at = at.get().getParent()) {
            found.addAll(of(at.get()).holds());
        }
        return found;
    }

    private LeaseScope scope() {
        String testClass = context.getTestClass().map(Class::getSimpleName).orElse("tests");
        return new LeaseScope(context.getUniqueId(), testClass, TestName.of(context));
    }
}
