package dev.syngate.store;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads the fields that a [RecordWriter] wrote, in the same order. For one thread.
public final class RecordReader {
    private final byte[] bytes;
    private int at;

    /// @param from where the first field starts
    public RecordReader(byte[] bytes, int from) {
        this.bytes = bytes;
        this.at = from;
    }

    /// Whether fields are left: an older record ends before the fields that were added since.
    public boolean hasMore() {
        return at < bytes.length;
    }

    public int octet() {
        return bytes[at++] & 0xFF;
    }

    public long number() {
        long value = 0;
        int shift = 0;
        byte next;
        do {
            next = bytes[at++];
            value |= (next & 0x7FL) << shift;
            shift += 7;
        } while (next < 0);
        return (value >>> 1) ^ -(value & 1);
    }

    /// As many numbers as there is room for; faster than one by one.
    public void numbers(long[] values) {
        byte[] from = bytes;
        int place = at;
        for (int i = 0; i < values.length; i++) {
            byte next = from[place++];
            long value = next & 0x7FL;
            for (int shift = 7; next < 0; shift += 7) {
                next = from[place++];
                value |= (next & 0x7FL) << shift;
            }
            values[i] = (value >>> 1) ^ -(value & 1);
        }
        at = place;
    }

    public @Nullable Long optionalNumber() {
        return flag() ? (Long) number() : null;
    }

    public boolean flag() {
        return octet() != 0;
    }

    public String text() {
        int length = (int) number();
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    public byte[] bytes() {
        int length = (int) number();
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    public @Nullable String optionalText() {
        return flag() ? text() : null;
    }

    public Instant instant() {
        return Instant.ofEpochSecond(number(), number());
    }

    public @Nullable Instant optionalInstant() {
        return flag() ? instant() : null;
    }
}
