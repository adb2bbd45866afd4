package dev.syngate.protocol;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Tells UTF-8 from what only looks like it (Unicode 17, table 3-7).
final class Utf8 {
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long NOT_ASCII = 0x8080808080808080L;
    private static final int INVALID = 0;

    private Utf8() {}

    static boolean isValid(byte[] bytes) {
        int i = 0;
        while (i < bytes.length) {
            if (i <= bytes.length - Long.BYTES && ((long) LONGS.get(bytes, i) & NOT_ASCII) == 0) {
                i += Long.BYTES;
                continue;
            }
            int length = lengthAt(bytes, i);
            if (length == INVALID) {
                return false;
            }
            i += length;
        }
        return true;
    }

    private static int lengthAt(byte[] bytes, int at) {
        int first = Byte.toUnsignedInt(bytes[at]);
        if (first < 0x80) {
            return 1;
        }
        int length = first < 0xC2 ? INVALID : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        if (length == INVALID || first > 0xF4 || at + length > bytes.length) {
            return INVALID;
        }
        int second = Byte.toUnsignedInt(bytes[at + 1]);
        if (second < lowestSecond(first) || second > highestSecond(first)) {
            return INVALID;
        }
        for (int i = at + 2; i < at + length; i++) {
            if ((bytes[i] & 0xC0) != 0x80) {
                return INVALID;
            }
        }
        return length;
    }

    private static int lowestSecond(int first) {
        return first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    }

    private static int highestSecond(int first) {
        return first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    }
}
