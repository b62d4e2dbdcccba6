package io.leasehold.samples;

import io.leasehold.LeasedPage;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A tab in which the shop admin is signed in, on the list of orders. */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@LeasedPage(profile = "shop-admin", startAt = "/orders")
@interface AdminPage {}
