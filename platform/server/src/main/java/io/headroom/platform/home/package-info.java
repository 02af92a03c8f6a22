/** The data folder of one platform: its lock, its database, its address, and what must be settled before the server may start. */
@NullMarked
package io.headroom.platform.home;

import org.jspecify.annotations.NullMarked;
