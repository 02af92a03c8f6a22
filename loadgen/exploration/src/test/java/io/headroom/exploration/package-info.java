/** What the statistics and the search promise, on series of known answer and on simulated targets of known capacity. */
package io.headroom.exploration;
