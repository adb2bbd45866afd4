package dev.syngate.protocol;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/// The one JSON reader and writer. Safe for any thread; its exceptions are
/// [tools.jackson.core.JacksonException].
public final class Json {
    /// How deep JSON may be nested.
    public static final int DEEPEST = 200;

    private static final int LONGEST_TEXT = 128 << 20;

    public static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(DEEPEST)
                                                    .maxStringLength(LONGEST_TEXT)
                                                    .build())
                                    .build())
                    .build();

    private Json() {}

    /// Whether the bytes are one JSON value.
    public static boolean isValid(byte[] bytes) {
        try {
            MAPPER.readTree(bytes);
            return true;
        } catch (JacksonException e) {
            return false;
        }
    }
}
