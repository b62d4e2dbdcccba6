package io.leasehold;

import io.leasehold.jupiter.ProviderJobExtension;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs a test as a provider job: nobody else does the job of this name for the profile, or the platform, meanwhile.
 *
 * <p>For what the application does once for an account: a report, an export, a bulk change. The test needs a
 * {@link LeasedPage} of the profile. {@link PageLease#providerJob(String, JobTask)} does the same for a part of a test.
 *
 * <h2>Creation</h2>
 *
 * <p>The mutex is taken before the test's method is called, after its {@code @BeforeEach} methods and parameters. It holds
 * across threads, JVMs and, with a registry that they share, machines. Waiting ends with
 * {@code leasehold.acquireTimeout}.
 *
 * <h2>Scope</h2>
 *
 * <p>Test methods, each invocation of a repeated or parameterized one. Not the dynamic tests of a factory.
 *
 * <h2>Cleanup</h2>
 *
 * <p>The mutex is given back when the method has ended, whatever the outcome. A test that lost it meanwhile fails with a
 * {@link LeaseLostException}.
 *
 * <h2>Parallel execution</h2>
 *
 * <p>Tests with other jobs, or none, run on meanwhile.
 *
 * @since 0.1.0
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@ExtendWith(ProviderJobExtension.class)
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public @interface ProviderJob {

    /** Names the job: a short text without {@code /}. */
    String value();

    /** Says for whom it is the only one. */
    JobScope scope() default JobScope.PROFILE;

    /** Names the profile as the test's {@link LeasedPage} does. Empty: the only one that the test has. */
    String profile() default "";
}
