/**
 * What relaxes each kind of protection; {@link io.headroom.protection.adapter.Adapters} finds the one that a Terraform
 * module's output asks for by name.
 */
@NullMarked
package io.headroom.protection.adapter;

import org.jspecify.annotations.NullMarked;
