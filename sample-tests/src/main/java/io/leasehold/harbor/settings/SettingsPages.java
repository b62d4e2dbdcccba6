package io.leasehold.harbor.settings;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.leasehold.harbor.page.Form;
import io.leasehold.harbor.page.Html;
import io.leasehold.harbor.page.Layout;
import io.leasehold.harbor.page.Notices;
import io.leasehold.harbor.session.SessionGate;

/** Look at the settings, and change them as a shop admin. Thread-safe. */
public final class SettingsPages {
    private final SettingsStore store;
    private final Layout layout;

    public SettingsPages(SettingsStore store, Layout layout) {
        this.store = store;
        this.layout = layout;
    }

    public void form(Context ctx) {
        boolean saved = !Form.query(ctx, "saved").isEmpty();
        show(ctx, store.current(), Notices.status(saved ? "Settings saved" : ""));
    }

    public void save(Context ctx) {
        Form.allow(mayWrite(ctx));
        var wanted = new StoreSettings(
                Form.field(ctx, "name"), Form.field(ctx, "supportEmail"), Form.field(ctx, "currency"));
        String problem = wanted.problem();
        if (problem.isEmpty()) {
            store.save(wanted);
            ctx.redirect("/settings?saved=1", HttpStatus.SEE_OTHER);
        } else {
            show(ctx.status(HttpStatus.UNPROCESSABLE_CONTENT), wanted, Notices.alert(problem));
        }
    }

    private static boolean mayWrite(Context ctx) {
        return SessionGate.signedIn(ctx).account().role().mayWriteSettings();
    }

    private void show(Context ctx, StoreSettings settings, Html notice) {
        boolean mayWrite = mayWrite(ctx);
        layout.show(
                ctx,
                "Store settings",
                Html.of(
                        """
                        {}
                        <form method="post" action="/settings" class="stack">
                          {}<fieldset{}>
                          <label>Store name <input name="name" required maxlength="80" value="{}"></label>
                          <label>Support email <input name="supportEmail" type="email" required value="{}"></label>
                          <label>Currency <select name="currency">{}</select></label>
                          {}</fieldset>
                        </form>
                        {}
                        """,
                        notice,
                        Layout.token(ctx),
                        Html.of(" disabled").when(!mayWrite),
                        settings.name(),
                        settings.supportEmail(),
                        currencies(settings),
                        mayWrite
                                ? Html.of("<button>Save</button>")
                                : Html.of("<p>Only a shop admin changes these.</p>"),
                        layout.script("notices.js")));
    }

    private static Html currencies(StoreSettings settings) {
        return Html.join(StoreSettings.CURRENCIES.stream()
                .map(currency -> Html.of(
                        "<option{}>{}</option>",
                        Html.of(" selected").when(currency.equals(settings.currency())),
                        currency)));
    }
}
