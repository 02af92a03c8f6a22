/**
 * OpenAPI documents (3.0, 3.1, and Swagger 2.0) as scenarios. A document is read as the tree that it is, so that one with flaws is still of use and errors
 * can say where; nothing is fetched. {@link io.headroom.authoring.openapi.OpenApiScenario} is the door.
 */
@NullMarked
package io.headroom.authoring.openapi;

import org.jspecify.annotations.NullMarked;
