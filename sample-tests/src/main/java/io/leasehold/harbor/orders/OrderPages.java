package io.leasehold.harbor.orders;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import io.leasehold.harbor.catalog.Product;
import io.leasehold.harbor.catalog.Products;
import io.leasehold.harbor.page.Form;
import io.leasehold.harbor.page.Html;
import io.leasehold.harbor.page.Layout;
import io.leasehold.harbor.page.Notices;
import io.leasehold.harbor.session.SessionGate;
import io.leasehold.harbor.settings.SettingsStore;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** One order: look, create, annotate. Thread-safe. */
public final class OrderPages {
    private final Orders orders;
    private final Products products;
    private final SettingsStore settings;
    private final Layout layout;
    private final Clock clock;

    public OrderPages(Orders orders, Products products, SettingsStore settings, Layout layout, Clock clock) {
        this.orders = orders;
        this.products = products;
        this.settings = settings;
        this.layout = layout;
        this.clock = clock;
    }

    public void form(Context ctx) {
        Form.allow(mayWrite(ctx));
        layout.show(ctx, "New order", OrderForm.empty().markup(ctx, products));
    }

    public void create(Context ctx) {
        Form.allow(mayWrite(ctx));
        OrderForm form = OrderForm.of(ctx);
        Optional<Product> product = products.find(form.sku());
        String problem = form.problem(product);
        if (problem.isEmpty()) {
            long id = orders.add(List.of(order(ctx, form, product.orElseThrow())));
            ctx.redirect("/orders/" + id + "?done=created", HttpStatus.SEE_OTHER);
        } else {
            ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
            layout.show(ctx, "New order", Html.of("{}{}", Notices.alert(problem), form.markup(ctx, products)));
        }
    }

    public void show(Context ctx) {
        Order order = orders.find(id(ctx)).orElseThrow(OrderPages::missing);
        layout.show(
                ctx,
                "Order " + order.number(),
                Html.of("{}{}{}{}", notice(ctx), details(order), note(ctx, order), layout.script("notices.js")));
    }

    public void annotate(Context ctx) {
        Form.allow(mayWrite(ctx));
        String note = Form.field(ctx, "note");
        if (note.length() > OrderForm.MAX_NOTE) {
            ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
            layout.show(ctx, "Note not saved", Notices.alert("The note must not be longer than 500 characters."));
        } else if (orders.annotate(id(ctx), note)) {
            ctx.redirect("/orders/" + id(ctx) + "?done=note", HttpStatus.SEE_OTHER);
        } else {
            throw missing();
        }
    }

    private Order order(Context ctx, OrderForm form, Product product) {
        return new Order(
                0,
                form.customer(),
                product.name(),
                form.count(),
                form.count() * product.priceCents(),
                OrderStatus.NEW.code(),
                form.note(),
                LocalDate.now(clock).toString(),
                SessionGate.signedIn(ctx).account().email());
    }

    private static Html notice(Context ctx) {
        return switch (Form.query(ctx, "done")) {
            case "created" -> Notices.status("Order created");
            case "note" -> Notices.status("Note saved");
            default -> Html.NOTHING;
        };
    }

    private Html details(Order order) {
        return Html.of(
                """
                <dl>
                  <dt>Customer</dt><dd data-testid="customer">{}</dd>
                  <dt>Product</dt><dd>{}</dd>
                  <dt>Quantity</dt><dd>{}</dd>
                  <dt>Total</dt><dd>{}</dd>
                  <dt>Status</dt><dd><span class="badge">{}</span></dd>
                  <dt>Created</dt><dd>{} by {}</dd>
                </dl>
                """,
                order.customer(),
                order.product(),
                order.quantity(),
                settings.current().money(order.totalCents()),
                order.status(),
                order.createdOn(),
                order.createdBy());
    }

    private static Html note(Context ctx, Order order) {
        if (!mayWrite(ctx)) {
            return Html.of("<h2>Note</h2><p data-testid=\"note\">{}</p>", order.note());
        }
        return Html.of(
                """
                <form method="post" action="/orders/{}/note" class="stack">
                  {}<label>Note <textarea name="note" rows="4" maxlength="500">{}</textarea></label>
                  <button>Save note</button>
                </form>
                """,
                order.id(),
                Layout.token(ctx),
                order.note());
    }

    private static boolean mayWrite(Context ctx) {
        return SessionGate.signedIn(ctx).account().role().mayWriteOrders();
    }

    private static long id(Context ctx) {
        return Form.number(ctx.pathParam("id"), 0);
    }

    private static NotFoundResponse missing() {
        return new NotFoundResponse("There is no such order.");
    }
}
