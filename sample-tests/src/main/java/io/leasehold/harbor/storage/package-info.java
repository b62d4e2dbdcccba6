/** One SQLite file, one writer at a time, plain JDBC. */
@NullMarked
package io.leasehold.harbor.storage;

import org.jspecify.annotations.NullMarked;
