package io.leasehold.harbor.orders;

import io.javalin.http.Context;
import io.leasehold.harbor.page.Form;
import io.leasehold.harbor.page.Html;
import io.leasehold.harbor.page.Layout;
import io.leasehold.harbor.session.SessionGate;
import io.leasehold.harbor.settings.SettingsStore;
import io.leasehold.harbor.settings.StoreSettings;
import java.util.Arrays;

/** The list of orders with its search. Thread-safe. */
public final class OrderListPage {
    private final Orders orders;
    private final SettingsStore settings;
    private final Layout layout;

    public OrderListPage(Orders orders, SettingsStore settings, Layout layout) {
        this.orders = orders;
        this.settings = settings;
        this.layout = layout;
    }

    /** Shows the page, or only its results where a script asks for them. */
    public void show(Context ctx) {
        OrderSearch search = OrderSearch.of(ctx);
        Html results = results(search, orders.search(search), settings.current());
        if (Form.query(ctx, "part").equals("results")) {
            ctx.header("Cache-Control", "no-store").html(results.markup());
        } else {
            boolean mayCreate = SessionGate.signedIn(ctx).account().role().mayWriteOrders();
            Html create = Html.of("<p><a class=\"button\" href=\"/orders/new\">New order</a></p>")
                    .when(mayCreate);
            Html body = Html.of(
                    "{}{}<div id=\"results\">{}</div>{}", create, form(search), results, layout.script("orders.js"));
            layout.show(ctx, "Orders", body);
        }
    }

    private static Html form(OrderSearch search) {
        return Html.of(
                """
                <form method="get" action="/orders" class="row" id="order-search" role="search">
                  <label>Search <input name="q" type="search" value="{}" placeholder="Number, customer, product"></label>
                  <label>Status <select name="status"><option value="">All</option>{}</select></label>
                  <button>Search</button>
                </form>
                """,
                search.text(),
                Html.join(Arrays.stream(OrderStatus.values())
                        .map(status -> Html.of(
                                "<option{}>{}</option>",
                                Html.of(" selected").when(status.code().equals(search.status())),
                                status.code()))));
    }

    private static Html results(OrderSearch search, Orders.Found found, StoreSettings store) {
        return Html.of(
                """
                <p data-testid="order-count">{} orders</p>
                <table>
                  <thead><tr><th>Number</th><th>Date</th><th>Customer</th><th>Product</th>
                    <th class="number">Quantity</th><th class="number">Total</th><th>Status</th></tr></thead>
                  <tbody>{}</tbody>
                </table>
                {}
                """,
                found.total(),
                Html.join(found.orders().stream().map(order -> row(order, store))),
                paging(search, found.total()));
    }

    private static Html row(Order order, StoreSettings store) {
        return Html.of(
                """
                <tr><td><a href="/orders/{}">{}</a></td><td>{}</td><td>{}</td><td>{}</td>
                  <td class="number">{}</td><td class="number">{}</td><td><span class="badge">{}</span></td></tr>
                """,
                order.id(),
                order.number(),
                order.createdOn(),
                order.customer(),
                order.product(),
                order.quantity(),
                store.money(order.totalCents()),
                order.status());
    }

    private static Html paging(OrderSearch search, long total) {
        long pages = Math.max(1, (total + OrderSearch.PAGE_SIZE - 1) / OrderSearch.PAGE_SIZE);
        int page = search.page();
        return Html.of(
                "<nav class=\"paging\" aria-label=\"Pages\">{} <span>Page {} of {}</span> {}</nav>",
                Html.of("<a rel=\"prev\" href=\"{}\">Previous</a>", search.address(page - 1))
                        .when(page > 1),
                page,
                pages,
                Html.of("<a rel=\"next\" href=\"{}\">Next</a>", search.address(page + 1))
                        .when(page < pages));
    }
}
