package io.leasehold;

import org.apiguardian.api.API;

/**
 * A change that a test made to what the account holds, and whose end was written down. For users; not meant to be
 * implemented. Thread-safe.
 *
 * <p>That the action went through says nothing about what the server keeps. A mutation counts as unconfirmed until
 * somebody has looked: {@code assertThatMutation(…)} confirms by reading back; a test that looks in another way (an API, a
 * database, a mail) says so with {@link #confirm()}.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public interface Mutation {

    /** Returns the name that it was begun with. */
    String name();

    /**
     * Says that the test has seen, by means of its own, that the server did what it was expected to do. A second time does
     * nothing.
     */
    void confirm();

    /** Tells whether it was confirmed. */
    boolean isConfirmed();
}
