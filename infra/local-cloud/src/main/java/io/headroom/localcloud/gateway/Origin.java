package io.headroom.localcloud.gateway;

/** An instance that takes traffic, by the address of its process. */
public record Origin(String id, String host, int port) {}
