package io.headroom.sample.profile;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** What a client may say of a profile. */
record ProfileInput(
        @NotBlank @Size(max = ProfileInput.NAME_LENGTH_MAX) String name,

        @NotBlank @Size(max = ProfileInput.TAG_LENGTH_MAX) String tag) {

    static final int NAME_LENGTH_MAX = 200;
    static final int TAG_LENGTH_MAX = 64;
}
