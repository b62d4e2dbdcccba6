package io.leasehold.harbor.login;

import io.javalin.http.Context;
import io.leasehold.harbor.page.Html;
import io.leasehold.harbor.page.Layout;
import io.leasehold.harbor.session.SessionGate;
import io.leasehold.harbor.session.SignedIn;
import java.time.Clock;
import java.time.Duration;

/** Who you are, and since when. Thread-safe. */
public final class AccountPage {
    private final Layout layout;
    private final Clock clock;

    public AccountPage(Layout layout, Clock clock) {
        this.layout = layout;
        this.clock = clock;
    }

    public void show(Context ctx) {
        SignedIn visitor = SessionGate.signedIn(ctx);
        Duration age = Duration.between(visitor.session().since(), clock.instant());
        layout.show(
                ctx,
                "Account",
                Html.of(
                        """
                        <dl>
                          <dt>Email</dt><dd data-testid="email">{}</dd>
                          <dt>Role</dt><dd>{}</dd>
                          <dt>Two-factor sign-in</dt><dd>{}</dd>
                          <dt>Signed in since</dt>
                          <dd><time datetime="{}" data-testid="signed-in-since">{}</time></dd>
                          <dt>Session age</dt><dd data-testid="session-age">{} s</dd>
                        </dl>
                        """,
                        visitor.account().email(),
                        visitor.account().role().label(),
                        visitor.account().twoFactor() ? "on" : "off",
                        visitor.session().since(),
                        visitor.session().since(),
                        age.toSeconds()));
    }
}
