/** Tests only: users of a load test log in at a real Keycloak. Not part of the ordinary build; {@code -Pkeycloak} is. */
@NullMarked
package io.headroom.keycloak;

import org.jspecify.annotations.NullMarked;
