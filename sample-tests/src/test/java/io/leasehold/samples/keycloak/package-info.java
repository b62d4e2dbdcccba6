/** An application that nobody here wrote: tests of Keycloak's admin console, and the server that they start. */
@NullMarked
package io.leasehold.samples.keycloak;

import org.jspecify.annotations.NullMarked;
