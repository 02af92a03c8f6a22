/** The HTTP API that Terraform and the platform drive, on a port of loopback behind a bearer token. {@link io.headroom.localcloud.api.CloudApi} is the door. */
@NullMarked
package io.headroom.localcloud.api;

import org.jspecify.annotations.NullMarked;
