/**
 * Workers: connections of our own to a host's driver, with the guard at their door, and the pool that keeps them.
 *
 * <p>A worker shares the host's live context. What its test calls, by whatever path it got the object, becomes a message
 * in {@link io.leasehold.worker.SocketTransport}, so that is where calls that belong to the provider are refused and
 * where tabs of other tests are kept out of sight.
 */
@NullMarked
package io.leasehold.worker;

import org.jspecify.annotations.NullMarked;
