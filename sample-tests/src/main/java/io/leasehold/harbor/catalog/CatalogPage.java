package io.leasehold.harbor.catalog;

import io.javalin.http.Context;
import io.leasehold.harbor.assets.WebJar;
import io.leasehold.harbor.page.Html;
import io.leasehold.harbor.page.Layout;

/** The shell of the single-page application, and the products that it asks for. Thread-safe. */
public final class CatalogPage {
    private final Products products;
    private final Layout layout;

    public CatalogPage(Products products, Layout layout) {
        this.products = products;
        this.layout = layout;
    }

    public void show(Context ctx) {
        layout.show(
                ctx,
                "Catalog",
                Html.of(
                        "<div id=\"catalog\"><p>Loading the catalog…</p></div>{}{}",
                        layout.library(WebJar.addresses().stream()),
                        layout.script("catalog.js")));
    }

    public void list(Context ctx) {
        ctx.header("Cache-Control", "no-store").json(products.all());
    }
}
