package io.leasehold.harbor.catalog;

/** Something that the store sells. */
public record Product(String sku, String name, String category, long priceCents, int stock) {}
