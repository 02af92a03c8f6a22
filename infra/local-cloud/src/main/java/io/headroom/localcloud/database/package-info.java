/** The managed PostgreSQL that the service's instances share. {@link io.headroom.localcloud.database.Database} is the door. */
@NullMarked
package io.headroom.localcloud.database;

import org.jspecify.annotations.NullMarked;
