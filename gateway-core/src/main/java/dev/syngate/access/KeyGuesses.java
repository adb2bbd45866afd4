package dev.syngate.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Slows down whoever tries unknown keys: after ten within a minute the next minute's tries from
/// that address are refused. Whoever has a right key never notices, and neither does this machine:
/// programs take a refusal for the rate as a reason to try again. Safe for any thread.
public final class KeyGuesses {
    private static final int FREE_GUESSES = 10;
    private static final long WINDOW_NANOS = Duration.ofMinutes(1).toNanos();
    private static final int MOST_ADDRESSES = 10_000;
    private static final int NETWORK_BYTES = 8;

    private final LongSupplier ticker;
    private final SequencedMap<Origin, Guesses> byOrigin = new LinkedHashMap<>();

    /// @param ticker nanoseconds that only go up, such as [System#nanoTime]
    public KeyGuesses(LongSupplier ticker) {
        this.ticker = ticker;
    }

    /// An IPv4 address, or the /64 network of an IPv6 address.
    private record Origin(long bits, boolean v6) {
        static Origin of(InetAddress address) {
            byte[] bytes = address.getAddress();
            long bits = 0;
            for (byte part : Arrays.copyOf(bytes, Math.min(bytes.length, NETWORK_BYTES))) {
                bits = bits << Byte.SIZE | Byte.toUnsignedLong(part);
            }
            return new Origin(bits, address instanceof Inet6Address);
        }
    }

    private record Guesses(int count, long untilNanos) {}

    /// Counts a try with an unknown key.
    ///
    /// @return how long to wait, when there were too many; null: not too many yet
    synchronized @Nullable Duration failed(InetAddress address) {
        if (address.isLoopbackAddress()) {
            return null;
        }
        long now = ticker.getAsLong();
        Origin origin = Origin.of(address);
        Guesses before = byOrigin.get(origin);
        if (before == null || before.untilNanos() - now <= 0) {
            remember(origin, new Guesses(1, now + WINDOW_NANOS));
            return null;
        }
        if (before.count() > FREE_GUESSES) {
            return Duration.ofNanos(before.untilNanos() - now);
        }
        boolean tooMany = before.count() == FREE_GUESSES;
        long until = tooMany ? now + WINDOW_NANOS : before.untilNanos();
        remember(origin, new Guesses(before.count() + 1, until));
        return tooMany ? Duration.ofNanos(WINDOW_NANOS) : null;
    }

    private void remember(Origin origin, Guesses guesses) {
        byOrigin.putLast(origin, guesses);
        if (byOrigin.size() > MOST_ADDRESSES) {
            byOrigin.pollFirstEntry();
        }
    }

    /// Addresses that cost memory right now.
    synchronized int size() {
        return byOrigin.size();
    }
}
