package io.leasehold.harbor.orders;

import io.javalin.http.Context;
import io.leasehold.harbor.catalog.Product;
import io.leasehold.harbor.catalog.Products;
import io.leasehold.harbor.page.Form;
import io.leasehold.harbor.page.Html;
import io.leasehold.harbor.page.Layout;
import java.util.Optional;

/** The form for a new order as somebody filled it in, right or wrong. */
record OrderForm(String customer, String sku, String quantity, String note) {
    static final int MAX_NOTE = 500;
    private static final int MAX_CUSTOMER = 80;
    private static final int MAX_QUANTITY = 1000;

    static OrderForm empty() {
        return new OrderForm("", "", "1", "");
    }

    static OrderForm of(Context ctx) {
        return new OrderForm(
                Form.field(ctx, "customer"),
                Form.field(ctx, "product"),
                Form.field(ctx, "quantity"),
                Form.field(ctx, "note"));
    }

    /** Says what is wrong with the values; empty when nothing is. */
    String problem(Optional<Product> product) {
        if (customer.isEmpty() || customer.length() > MAX_CUSTOMER) {
            return "The customer must have 1 to " + MAX_CUSTOMER + " characters.";
        }
        if (product.isEmpty()) {
            return "Choose a product from the list.";
        }
        if (count() < 1 || count() > MAX_QUANTITY) {
            return "The quantity must be a number from 1 to " + MAX_QUANTITY + ".";
        }
        return note.length() > MAX_NOTE ? "The note must not be longer than " + MAX_NOTE + " characters." : "";
    }

    int count() {
        return Form.number(quantity, 0);
    }

    Html markup(Context ctx, Products products) {
        return Html.of(
                """
                <form method="post" action="/orders" class="stack">
                  {}<label>Customer <input name="customer" required maxlength="80" value="{}"></label>
                  <label>Product <select name="product" required><option value="">Choose…</option>{}</select></label>
                  <label>Quantity <input name="quantity" type="number" min="1" max="1000" value="{}"></label>
                  <label>Note <textarea name="note" rows="3" maxlength="500">{}</textarea></label>
                  <button>Create order</button>
                </form>
                """,
                Layout.token(ctx),
                customer,
                Html.join(products.all().stream().map(this::option)),
                quantity,
                note);
    }

    private Html option(Product product) {
        return Html.of(
                "<option value=\"{}\"{}>{}</option>",
                product.sku(),
                Html.of(" selected").when(product.sku().equals(sku)),
                product.name());
    }
}
