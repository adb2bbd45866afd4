package dev.syngate.provider;

import java.time.Duration;

/// How long a provider is waited for; zero: as long as it takes. There is no limit on an answer as
/// a whole.
///
/// @param connect until the connection stands
/// @param firstByte until its answer begins
/// @param localFirstByte the same for servers on this machine or its network, which read long
///   prompts slowly
/// @param idle within the answer, from one piece to the next
public record Timeouts(
        Duration connect, Duration firstByte, Duration localFirstByte, Duration idle) {
    public static final Timeouts USUAL =
            new Timeouts(
                    Duration.ofSeconds(10),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(10),
                    Duration.ofMinutes(2));

    /// The same for all servers.
    public Timeouts(Duration connect, Duration firstByte, Duration idle) {
        this(connect, firstByte, firstByte, idle);
    }

    /// What holds for the provider: its own settings, else what is usual for where it is.
    Timeouts of(Provider provider) {
        return provider.connecting()
                .timeouts(provider.isLocal() ? new Timeouts(connect, localFirstByte, idle) : this);
    }
}
