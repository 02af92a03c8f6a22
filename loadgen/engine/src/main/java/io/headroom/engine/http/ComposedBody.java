package io.headroom.engine.http;

/** A body that grows field by field. */
sealed interface ComposedBody permits FormBody, MultipartBody {

    String contentType();

    /** The whole body; nothing is added afterwards. */
    byte[] bytes();
}
