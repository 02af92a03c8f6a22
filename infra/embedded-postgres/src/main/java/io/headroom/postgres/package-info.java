/**
 * A real PostgreSQL beside this process: durable (fsync on), in a data folder that outlives the process, on a
 * run-time port of loopback, behind a generated password.
 *
 * <p>The binaries are those that {@code io.zonky.test.postgres} publishes; {@code initdb} and {@code postgres} are run
 * directly, because the library around them knows no passwords, deletes or shares its folders, and stops the server on
 * its own terms. {@link io.headroom.postgres.EmbeddedPostgres} is the door.
 */
@NullMarked
package io.headroom.postgres;

import org.jspecify.annotations.NullMarked;
