package dev.syngate.call;

import java.net.InetAddress;
import java.time.Instant;

/// One call as it came in.
///
/// @param id sent back as `x-request-id`
/// @param arrivedNanos the reading of [System#nanoTime] on arrival
/// @param endpoint such as `chat/completions`
@SuppressWarnings("ArrayRecordComponent")
public record Call(
        String id,
        Instant time,
        long arrivedNanos,
        Caller caller,
        InetAddress remote,
        String endpoint,
        byte[] body,
        Cancellation cancellation) {
    public long elapsedMillis() {
        return (System.nanoTime() - arrivedNanos) / 1_000_000;
    }
}
