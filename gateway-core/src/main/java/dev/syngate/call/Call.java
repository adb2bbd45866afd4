package dev.syngate.call;

import java.net.InetAddress;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One call as it came in.
///
/// @param id sent back as `x-request-id`
/// @param arrivedNanos the reading of [System#nanoTime] on arrival
/// @param path the endpoint's path, such as `chat/completions`
/// @param body empty where there is an upload
/// @param upload the body where it is still arriving; null: it is there
/// @param contentType of the body; empty: JSON
/// @param userAgent what the program calls itself; empty: it does not say
/// @param passedOn headers of the caller that the provider has to see, by their lower-case names
@SuppressWarnings("ArrayRecordComponent")
public record Call(
        String id,
        Instant time,
        long arrivedNanos,
        Caller caller,
        InetAddress remote,
        String path,
        byte[] body,
        Payload.@Nullable Stream upload,
        String contentType,
        String userAgent,
        Map<String, String> passedOn,
        Cancellation cancellation) {
    /// How the user agent of a replay begins, and of nothing else; the id of the request that it
    /// repeats follows.
    public static final String REPLAY_OF = "Syngate replay of ";

    /// The header that says through how many gateways a call came; every provider sees it, so that
    /// one that leads back to this gateway is not asked for ever.
    public static final String HOPS = "x-syngate-hops";

    /// What of the headers every provider has to see, whatever its protocol.
    public Map<String, String> passedOnToAll() {
        String hops = passedOn.get(HOPS);
        return hops == null ? Map.of() : Map.of(HOPS, hops);
    }

    /// A call whose body is there.
    public Call(
            String id,
            Instant time,
            long arrivedNanos,
            Caller caller,
            InetAddress remote,
            String path,
            byte[] body,
            String contentType,
            Map<String, String> passedOn,
            Cancellation cancellation) {
        this(
                id,
                time,
                arrivedNanos,
                caller,
                remote,
                path,
                body,
                null,
                contentType,
                "",
                passedOn,
                cancellation);
    }

    /// The same call with another body, which is there.
    public Call withBody(byte[] other) {
        return new Call(
                id,
                time,
                arrivedNanos,
                caller,
                remote,
                path,
                other,
                null,
                contentType,
                userAgent,
                passedOn,
                cancellation);
    }

    /// Whether it repeats another.
    public boolean isReplay() {
        return userAgent.startsWith(REPLAY_OF);
    }

    public long elapsedNanos() {
        return System.nanoTime() - arrivedNanos;
    }

    public long elapsedMillis() {
        return elapsedNanos() / 1_000_000;
    }
}
