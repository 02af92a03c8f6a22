/** The service outside our control that registering a profile calls. {@link io.headroom.localcloud.thirdparty.ThirdParty} is the door. */
@NullMarked
package io.headroom.localcloud.thirdparty;

import org.jspecify.annotations.NullMarked;
