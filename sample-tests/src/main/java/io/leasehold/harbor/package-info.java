/** Harbor Supply: a small back office web application that the sample tests are written against. */
@NullMarked
package io.leasehold.harbor;

import org.jspecify.annotations.NullMarked;
