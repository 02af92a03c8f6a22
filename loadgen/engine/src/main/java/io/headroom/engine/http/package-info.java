/**
 * HTTP/1.1 on the wire, without sockets: requests encoded, answers parsed, trace identities.
 */
@NullMarked
package io.headroom.engine.http;

import org.jspecify.annotations.NullMarked;
