package io.leasehold;

import io.leasehold.jupiter.LeasedPageExtension;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Leases a fresh tab of a profile's shared, already logged-in browser context to a test.
 *
 * <p>Put it on a parameter of type {@code com.microsoft.playwright.Page} or {@link PageLease}. Nothing else is needed:
 * no registration, no other annotation.
 *
 * <h2>Creation</h2>
 *
 * <p>The first lease of a profile opens its context and logs in, once per test run as long as the session lasts; every
 * lease opens a new tab, which is never given to anybody else.
 *
 * <h2>Scope</h2>
 *
 * <p>The n-th such parameter for a profile in a constructor, {@code @BeforeEach}, the test and {@code @AfterEach} is
 * the same tab; two in one method are two tabs. In {@code @BeforeAll}, and in the constructor of a
 * {@code PER_CLASS} test class, the tab belongs to the class.
 *
 * <h2>Cleanup</h2>
 *
 * <p>The tab, and every tab it opened, is closed when its scope ends, whatever the outcome. A test never closes the
 * context or the browser: a try is refused with a {@link SharedContextException}.
 *
 * <h2>Parallel execution</h2>
 *
 * <p>Leases of different tests may be used at the same time, one thread a lease.
 *
 * @since 0.1.0
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
@ExtendWith(LeasedPageExtension.class)
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public @interface LeasedPage {

    /**
     * Names the profile in {@code leasehold.json} whose context is used, or a pool, or a profile with seats: then all tests
     * of a run that ask for it get the same account, unless that is lost.
     */
    String profile();

    /** Says whether other tests may hold tabs of the same context meanwhile. */
    Access access() default Access.SHARED;

    /**
     * Names what the page is used for, as {@code allowedTasks} of the profile do. Empty: nothing in particular, which a
     * profile with {@code allowedTasks} refuses.
     */
    String task() default "";

    /**
     * Names the path, or the absolute http(s) URL, that the tab has loaded when the test gets it. Empty: a blank tab.
     */
    String startAt() default "";
}
