/** Who may sign in, with which role and which secrets. */
@NullMarked
package io.leasehold.harbor.account;

import org.jspecify.annotations.NullMarked;
