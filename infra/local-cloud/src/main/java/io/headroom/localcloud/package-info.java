/**
 * A stand-in for a cloud on one machine: database, third party, instance group and gateway, driven through an API as
 * Terraform drives a provider's. {@link io.headroom.localcloud.LocalCloud} is the program.
 */
@NullMarked
package io.headroom.localcloud;

import org.jspecify.annotations.NullMarked;
