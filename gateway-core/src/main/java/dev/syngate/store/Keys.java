package dev.syngate.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Keys whose byte order is the order of what they stand for.
public final class Keys {
    private Keys() {}

    /// Orders non-negative numbers.
    public static byte[] of(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    /// Orders by the first number, then by the second.
    public static byte[] of(int first, long second) {
        return ByteBuffer.allocate(Integer.BYTES + Long.BYTES)
                .putInt(first)
                .putLong(second)
                .array();
    }

    /// Orders by the first number; the rest tells keys with the same number apart.
    public static byte[] of(int first, byte[] rest) {
        return ByteBuffer.allocate(Integer.BYTES + rest.length).putInt(first).put(rest).array();
    }

    public static byte[] of(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public static String text(byte[] key) {
        return new String(key, StandardCharsets.UTF_8);
    }

    /// The first number of a key made by [#of(int,byte[])] or [#of(int,long)].
    public static int first(byte[] key) {
        return ByteBuffer.wrap(key).getInt();
    }

    /// The number of a key made by [#of(long)], or the second of a key made by [#of(int,long)].
    public static long number(byte[] key) {
        return ByteBuffer.wrap(key).getLong(key.length - Long.BYTES);
    }
}
