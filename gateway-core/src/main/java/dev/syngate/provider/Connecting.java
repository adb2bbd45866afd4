package dev.syngate.provider;

import dev.syngate.call.RefusedException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How a provider is connected to, where that is not as usual.
///
/// @param connectSeconds until the connection stands; 0: as long as it takes; null: as usual
/// @param firstByteSeconds until its answer begins; likewise
/// @param silenceSeconds within the answer, from one piece to the next; likewise
/// @param caFile a PEM file of authorities that are trusted besides the usual ones; null: none
/// @param transport the way there, and what calls carry
public record Connecting(
        @Nullable Integer connectSeconds,
        @Nullable Integer firstByteSeconds,
        @Nullable Integer silenceSeconds,
        @Nullable String caFile,
        Transport transport) {
    public static final Connecting USUAL = new Connecting(null, null, null, null);

    /// A day: what is longer is no time-out.
    private static final int LONGEST_SECONDS = 86_400;

    /// Records of earlier versions say nothing of transports.
    @SuppressWarnings("NullAway") // stored records may lack it
    public Connecting {
        transport = transport == null ? Transport.USUAL : transport;
    }

    /// With the usual transport.
    public Connecting(
            @Nullable Integer connectSeconds,
            @Nullable Integer firstByteSeconds,
            @Nullable Integer silenceSeconds,
            @Nullable String caFile) {
        this(connectSeconds, firstByteSeconds, silenceSeconds, caFile, Transport.USUAL);
    }

    /// The same by another way.
    public Connecting by(Transport other) {
        return new Connecting(connectSeconds, firstByteSeconds, silenceSeconds, caFile, other);
    }

    /// What is waited for, where the usual is given.
    Timeouts timeouts(Timeouts usual) {
        return new Timeouts(
                orUsual(connectSeconds, usual.connect()),
                orUsual(firstByteSeconds, usual.firstByte()),
                orUsual(silenceSeconds, usual.idle()));
    }

    private static Duration orUsual(@Nullable Integer seconds, Duration usual) {
        return seconds == null ? usual : Duration.ofSeconds(seconds);
    }

    /// @throws RefusedException when a field is wrong
    void check() {
        check("connect_timeout", connectSeconds);
        check("first_byte_timeout", firstByteSeconds);
        check("silence_timeout", silenceSeconds);
        if (caFile != null) {
            Trust.check(caFile);
        }
        transport.check();
    }

    private static void check(String field, @Nullable Integer seconds) {
        if (seconds != null && (seconds < 0 || seconds > LONGEST_SECONDS)) {
            throw RefusedException.field(
                    field, "\"" + field + "\" is a number of seconds up to a day, or none");
        }
    }
}
