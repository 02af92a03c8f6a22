package io.headroom.agent.quantity;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/** Why a file could not be read or written, in words for people. */
public final class FileTrouble {

    private FileTrouble() {}

    /** {@code there is no such file or folder}, {@code No space left on device}. */
    public static String of(IOException failure) {
        return switch (failure) {
            case NoSuchFileException _ -> "there is no such file or folder";
            case AccessDeniedException _ -> "permission denied";
            case CharacterCodingException _ -> "it is not UTF-8";
            case FileSystemException named -> orName(named.getReason(), failure);
            default -> orName(failure.getMessage(), failure);
        };
    }

    private static String orName(@Nullable String words, IOException failure) {
        return words == null || words.isBlank() ? failure.getClass().getSimpleName() : words;
    }
}
