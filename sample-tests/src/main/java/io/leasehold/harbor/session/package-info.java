/** Browser sessions, the gate in front of every page, and the forgery check on every form. */
@NullMarked
package io.leasehold.harbor.session;

import org.jspecify.annotations.NullMarked;
