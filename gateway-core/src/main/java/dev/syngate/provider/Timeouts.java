package dev.syngate.provider;

import java.time.Duration;

/// How long a provider is waited for. There is no limit on an answer as a whole.
///
/// @param connect until the connection stands
/// @param firstByte until its answer begins
/// @param idle within the answer, from one piece to the next
public record Timeouts(Duration connect, Duration firstByte, Duration idle) {
    public static final Timeouts USUAL =
            new Timeouts(Duration.ofSeconds(10), Duration.ofMinutes(5), Duration.ofMinutes(2));
}
