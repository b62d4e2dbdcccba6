/** The registry in a database: SQLite on one machine, PostgreSQL on several. */
@NullMarked
package io.leasehold.registry.jdbc;

import org.jspecify.annotations.NullMarked;
