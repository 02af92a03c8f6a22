/**
 * Profiles: register, fetch, update, search by tag. The door is {@code /profiles} over HTTP; nothing else in the
 * service uses them.
 */
@NullMarked
package io.headroom.sample.profile;

import org.jspecify.annotations.NullMarked;
