package io.leasehold;

import io.leasehold.jupiter.LeasedPageLocks;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Tells JUnit's scheduler which profiles the tests of a class use, so that it runs EXCLUSIVE ones when nobody else uses
 * the profile, in place of tests that have begun and wait.
 *
 * <p>Optional: without it tests wait for their turn themselves, and are as correct.
 *
 * <h2>Creation</h2>
 *
 * <p>Each {@link LeasedPage} parameter becomes a lock of JUnit, keyed by the name of the profile or pool: a reader's for
 * SHARED, a writer's for EXCLUSIVE.
 *
 * <h2>Scope</h2>
 *
 * <p>The class, its nested classes and those that extend it. Parameters of a test method, of {@code @BeforeEach},
 * {@code @AfterEach} and the constructor count for each test; those of {@code @BeforeAll}, {@code @AfterAll} and the
 * constructor of a class with {@code @TestInstance(PER_CLASS)} for the class.
 *
 * <h2>Cleanup</h2>
 *
 * <p>JUnit ends a lock when what it was for has ended.
 *
 * <h2>Parallel execution</h2>
 *
 * <p>Only where all classes that use a profile have the annotation is there nothing to wait for. Classes that name the same
 * account differently (a pool and its member) have different locks and wait as without it.
 *
 * @since 0.1.0
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ResourceLock(providers = LeasedPageLocks.class)
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public @interface UseLeasedPages {}
