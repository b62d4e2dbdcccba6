/** Sign in, the verification code, sign out, and the limits on all three. */
@NullMarked
package io.leasehold.harbor.login;

import org.jspecify.annotations.NullMarked;
