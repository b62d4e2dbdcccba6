package io.leasehold.readback;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.leasehold.readback.fixture.StoreSite;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What test cases that run inside a run of their own share: the site, and the way to change a record of it. */
final class Stores {

    static final String NEW = "Nimbus";

    private static final AtomicReference<@Nullable StoreSite> SITE = new AtomicReference<>();

    private Stores() {}

    static void use(@Nullable StoreSite site) {
        SITE.set(site);
    }

    static StoreSite site() {
        return Objects.requireNonNull(SITE.get());
    }

    /** Opens a record of a mode in the page; no two have the same. */
    static String open(Page page, String mode) {
        String path = site().open(mode, "r" + System.nanoTime());
        page.navigate(path);
        return path;
    }

    static void save(Page page) {
        save(page, NEW);
    }

    static void save(Page page, String value) {
        page.getByLabel("Store name").fill(value);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Save"))
                .click();
    }

    static String name(Page page) {
        return page.getByLabel("Store name").inputValue();
    }
}
