/** Relaxations and the leases on their runs in PostgreSQL, over plain JDBC. */
@NullMarked
package io.headroom.protection.database;

import org.jspecify.annotations.NullMarked;
