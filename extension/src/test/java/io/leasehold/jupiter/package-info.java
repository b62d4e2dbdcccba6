/** The shapes of a test that JUnit knows, run with leased pages in a real browser. */
@NullMarked
package io.leasehold.jupiter;

import org.jspecify.annotations.NullMarked;
