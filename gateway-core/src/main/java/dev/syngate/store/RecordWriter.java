package dev.syngate.store;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Writes the fields of a record one after the other, in few bytes; [RecordReader] reads them in
/// the same order. For one thread.
public final class RecordWriter {
    private byte[] bytes = new byte[256];
    private int length;

    /// Writes one byte as it is.
    public RecordWriter octet(int value) {
        ensure(1);
        bytes[length++] = (byte) value;
        return this;
    }

    /// Small numbers, positive or negative, take few bytes.
    public RecordWriter number(long value) {
        ensure(10);
        long rest = (value << 1) ^ (value >> 63);
        while ((rest & ~0x7FL) != 0) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
        return this;
    }

    public RecordWriter optionalNumber(@Nullable Long value) {
        flag(value != null);
        return value == null ? this : number(value);
    }

    public RecordWriter flag(boolean value) {
        return octet(value ? 1 : 0);
    }

    public RecordWriter text(String value) {
        return bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    public RecordWriter bytes(byte[] value) {
        number(value.length);
        ensure(value.length);
        System.arraycopy(value, 0, bytes, length, value.length);
        length += value.length;
        return this;
    }

    public RecordWriter optionalText(@Nullable String value) {
        flag(value != null);
        return value == null ? this : text(value);
    }

    public RecordWriter instant(Instant value) {
        return number(value.getEpochSecond()).number(value.getNano());
    }

    public RecordWriter optionalInstant(@Nullable Instant value) {
        flag(value != null);
        return value == null ? this : instant(value);
    }

    /// What was written so far.
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    private void ensure(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
