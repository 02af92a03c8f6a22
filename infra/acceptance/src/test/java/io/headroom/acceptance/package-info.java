/**
 * The product as its users meet it: processes of the real launcher, the REST interface, Ctrl-C and {@code kill -9}. Nothing of the product's
 * code is called from here but the protocol's records, which documents are read into.
 *
 * <p>Every test ends with the same question, which {@code Leftovers} asks: is anything left that a user would have to clean up?
 */
package io.headroom.acceptance;
