package dev.syngate.billing;

import org.jspecify.annotations.Nullable;

/// What is counted and priced apart. Prices are micro-dollars: of 1M tokens or characters, of one
/// request or image, of one second.
public enum Unit {
    INPUT(1, 1, null),
    CACHED_INPUT(2, 1, INPUT),
    CACHE_WRITE(3, 1, INPUT),
    CACHE_WRITE_HOUR(4, 1, CACHE_WRITE),
    AUDIO_INPUT(5, 1, INPUT),
    IMAGE_INPUT(6, 1, INPUT),
    OUTPUT(7, 1, null),
    REASONING(8, 1, OUTPUT),
    AUDIO_OUTPUT(9, 1, OUTPUT),
    IMAGE_OUTPUT(10, 1, OUTPUT),
    REQUEST(11, 1_000_000, null),
    IMAGE(12, 1_000_000, null),
    /// Counted in milliseconds.
    SECOND(13, 1_000, null),
    CHARACTER(14, 1, null);

    private final int code;
    private final long picosPerMicro;
    private final @Nullable Unit otherwise;

    Unit(int code, long picosPerMicro, @Nullable Unit otherwise) {
        this.code = code;
        this.picosPerMicro = picosPerMicro;
        this.otherwise = otherwise;
    }

    /// How the store names it; never changes.
    public int code() {
        return code;
    }

    static Unit ofCode(int code) {
        for (Unit unit : values()) {
            if (unit.code == code) {
                return unit;
            }
        }
        throw new IllegalArgumentException("no unit has the code " + code);
    }

    /// The pico-dollars of one counted thing at a price of one micro-dollar.
    long picosPerMicro() {
        return picosPerMicro;
    }

    /// Whose price counts where this has none; null: it is free then.
    @Nullable Unit otherwise() {
        return otherwise;
    }
}
