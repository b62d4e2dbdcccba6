package io.leasehold.jupiter;

import io.leasehold.LeasedPage;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A project's own name for a leased page. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
@LeasedPage(profile = "admin", startAt = "/orders")
@interface AdminPage {}
