package io.leasehold.page;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import io.leasehold.ConfigurationException;
import io.leasehold.ReadbackAccess;
import io.leasehold.profile.Profile;
import io.leasehold.profile.SessionGlance;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** What readback may do with one lease. Thread-confined like the lease. */
final class TabReadback implements ReadbackAccess {

    private static final Duration GLIMPSE_LIMIT = Duration.ofMillis(300);
    private static final Duration PICTURE_LIMIT = Duration.ofSeconds(5);

    private final LeasedTab tab;
    private final ProfileHold hold;
    private final TabEvidence evidence;

    TabReadback(LeasedTab tab, ProfileHold hold) {
        this.tab = tab;
        this.hold = hold;
        this.evidence = hold.leases().evidence();
    }

    @Override
    public Terms terms() {
        return hold.leases().mutationTerms().readback();
    }

    @Override
    public String describe() {
        return tab.describe();
    }

    @Override
    public Page leasedPage() {
        return tab.page();
    }

    @Override
    public Change begin(String name) {
        return hold.mutations().begin(tab, name);
    }

    private Profile profile() {
        return hold.context().profile();
    }

    @Override
    public String resolve(String address) {
        return profile().resolve(address);
    }

    @Override
    public boolean looksSignedOut(Page page) {
        return SessionGlance.looksSignedOut(page);
    }

    @Override
    public Visit openTab() {
        Page page = hold.openLook();
        return new ReadVisit(page, profile(), () -> hold.closeLook(page));
    }

    @Override
    public Visit openCleanRoom() {
        CleanRoom room = CleanRoom.open(hold);
        return new ReadVisit(room.page(), profile(), room::close);
    }

    @Override
    public Visit openWitness(String name) {
        Profile witness = hold.leases().profile(name);
        if (witness.id().equals(hold.profile())
                || witness.accountId().equals(profile().accountId())) {
            throw new ConfigurationException(
                    "A witness has to be another account than the one that made the change: '" + name
                            + "' is account '" + witness.accountId() + "', and so is the lease's own profile '"
                            + hold.profile().value() + "'. Name another profile of leasehold.json. [" + describe()
                            + "]",
                    null);
        }
        ProfileHold visit = hold.leases().witness(hold.scope(), witness);
        return new ReadVisit(visit.lease(0).page(), witness, visit::close);
    }

    @Override
    public Optional<String> glimpse(Supplier<Optional<String>> read) {
        if (hold.worker().confinement().isEmpty()) {
            return Optional.empty();
        }
        AtomicReference<Optional<String>> seen = new AtomicReference<>(Optional.empty());
        try {
            hold.worker().asProvider(GLIMPSE_LIMIT, () -> seen.set(read.get()));
        } catch (PlaywrightException | AssertionError e) {
            // Not there, or not at once: the picture has to do.
        }
        return seen.get();
    }

    @Override
    public byte[] picture(Page page) {
        byte[][] taken = new byte[1][];
        hold.worker().asProvider(PICTURE_LIMIT, () -> taken[0] = evidence.picture(page));
        return taken[0];
    }

    @Override
    public Path keep(String name, byte[] content) {
        return evidence.keep(tab.evidence(), name, content);
    }

    @Override
    public String redact(String text) {
        return evidence.redact(text);
    }

    @Override
    public String redactUrl(String url) {
        return evidence.redactUrl(url);
    }
}
