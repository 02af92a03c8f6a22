/** What is made of frames and of load steps. */
package io.headroom.capacity;
