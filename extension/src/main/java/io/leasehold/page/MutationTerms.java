package io.leasehold.page;

import io.leasehold.ReadbackAccess;
import org.apiguardian.api.API;

/**
 * What a run says about changes.
 *
 * @param unconfirmed what becomes of a test that leaves some unconfirmed
 * @param readback how they are confirmed where the test does not say it
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public record MutationTerms(Unconfirmed unconfirmed, ReadbackAccess.Terms readback) {}
