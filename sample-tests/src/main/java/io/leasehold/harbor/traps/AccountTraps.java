package io.leasehold.harbor.traps;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.router.JavalinDefaultRouting;
import io.leasehold.harbor.account.DemoAccounts;
import io.leasehold.harbor.page.Form;
import io.leasehold.harbor.session.SessionEnding;
import io.leasehold.harbor.session.SessionGate;
import io.leasehold.harbor.session.Sessions;
import io.leasehold.harbor.traps.TrapView.Content;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Traps about whose account it is. Thread-safe. */
final class AccountTraps implements TrapFamily {
    private static final String OWNER = "owner";
    private static final String EMAIL = "email";
    private static final String INITIAL_EMAIL = "old@harbor.example";
    private static final String INITIAL = "Old harbour";

    private final TrapRecords records;
    private final TrapView view;
    private final Sessions sessions;

    AccountTraps(TrapRecords records, TrapView view, Sessions sessions) {
        this.records = records;
        this.view = view;
        this.sessions = sessions;
    }

    @Override
    public void add(JavalinDefaultRouting routing) {
        routing.get(TrapPlace.pattern(Trap.WRONG_ACCOUNT, ""), this::owned);
        routing.post(TrapPlace.pattern(Trap.WRONG_ACCOUNT, ""), this::saveSomewhere);
        routing.get(TrapPlace.pattern(Trap.LOGGED_OUT, ""), this::address);
        routing.post(TrapPlace.pattern(Trap.LOGGED_OUT, ""), this::saveAndLeave);
    }

    /** Shows everybody what the owner's account has; the owner is who came first. */
    private void owned(Context ctx) {
        TrapPlace place = TrapPlace.of(Trap.WRONG_ACCOUNT, ctx);
        String value = records.find(place, owner(ctx, place)).orElse(INITIAL);
        view.show(ctx, place, Content.of(TrapView.field(value), "trap-send.js"));
    }

    private void saveSomewhere(Context ctx) {
        TrapPlace place = TrapPlace.of(Trap.WRONG_ACCOUNT, ctx);
        String owner = owner(ctx, place);
        String account = place.honest() ? owner : somebodyElse(owner);
        records.write(place, account, Form.field(ctx, TrapRecords.VALUE));
        ctx.json(Map.of("saved", true));
    }

    private String owner(Context ctx, TrapPlace place) {
        return records.find(place, OWNER).orElseGet(() -> {
            String email = SessionGate.signedIn(ctx).account().email();
            records.write(place, OWNER, email);
            return email;
        });
    }

    private static String somebodyElse(String owner) {
        return DemoAccounts.emails().stream()
                .filter(email -> !email.equals(owner))
                .findFirst()
                .orElseThrow();
    }

    private void address(Context ctx) {
        TrapPlace place = TrapPlace.of(Trap.LOGGED_OUT, ctx);
        String value = records.find(place, EMAIL).orElse(INITIAL_EMAIL);
        view.show(ctx, place, Content.of(TrapView.field("Email", EMAIL, value), ""));
    }

    private void saveAndLeave(Context ctx) {
        TrapPlace place = TrapPlace.of(Trap.LOGGED_OUT, ctx);
        String email = Form.field(ctx, EMAIL);
        if (place.honest()) {
            records.write(place, EMAIL, email);
            ctx.redirect(place.address(), HttpStatus.SEE_OTHER);
        } else {
            sessions.end(SessionGate.signedIn(ctx).session().key(), SessionEnding.SIGNED_OUT);
            String typed = URLEncoder.encode(email, StandardCharsets.UTF_8);
            ctx.redirect("/login?email=" + typed, HttpStatus.SEE_OTHER);
        }
    }
}
