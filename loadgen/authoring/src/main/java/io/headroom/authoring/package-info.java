/**
 * Writes scenarios that a person would be glad to edit: from what a browser exported, from an OpenAPI document, or from what is clicked through a
 * recording proxy. What cannot be used is said as an {@link io.headroom.authoring.AuthoringException}.
 */
@NullMarked
package io.headroom.authoring;

import org.jspecify.annotations.NullMarked;
