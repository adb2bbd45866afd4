package dev.syngate.billing;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/// Prices of units, in micro-dollars as [Unit] says; what is left out costs as the unit says it
/// does otherwise.
public record Rates(Map<Unit, Long> micros) {
    private static final long MOST = 1_000_000_000_000L;

    /// No price at all: every unit is free.
    public static final Rates NONE = new Rates(Map.of());

    /// @throws IllegalArgumentException when a price is negative or above a million dollars
    public Rates {
        for (Map.Entry<Unit, Long> entry : micros.entrySet()) {
            if (entry.getValue() < 0 || entry.getValue() > MOST) {
                throw new IllegalArgumentException(
                        "a price is between 0 and a million dollars: " + entry.getKey());
            }
        }
        EnumMap<Unit, Long> copy = new EnumMap<>(Unit.class);
        copy.putAll(micros);
        micros = Collections.unmodifiableMap(copy);
    }

    public static Rates ofTokens(long input, long output) {
        return new Rates(Map.of(Unit.INPUT, input, Unit.OUTPUT, output));
    }

    /// These prices, with one of them set.
    public Rates with(Unit unit, long price) {
        EnumMap<Unit, Long> changed = new EnumMap<>(Unit.class);
        changed.putAll(micros);
        changed.put(unit, price);
        return new Rates(changed);
    }

    /// The price that counts for the unit.
    public long of(Unit unit) {
        for (Unit u = unit; u != null; u = u.otherwise()) {
            Long found = micros.get(u);
            if (found != null) {
                return found;
            }
        }
        return 0;
    }

    boolean areZero() {
        return micros.values().stream().allMatch(price -> price == 0);
    }

    /// The dearest price that a token of the prompt may have.
    long dearestInput() {
        long text = Math.max(of(Unit.INPUT), of(Unit.CACHED_INPUT));
        long write = Math.max(of(Unit.CACHE_WRITE), of(Unit.CACHE_WRITE_HOUR));
        long media = Math.max(of(Unit.AUDIO_INPUT), of(Unit.IMAGE_INPUT));
        return Math.max(text, Math.max(write, media));
    }

    /// The dearest price that a token of the answer may have.
    long dearestOutput() {
        long text = Math.max(of(Unit.OUTPUT), of(Unit.REASONING));
        return Math.max(text, Math.max(of(Unit.AUDIO_OUTPUT), of(Unit.IMAGE_OUTPUT)));
    }
}
