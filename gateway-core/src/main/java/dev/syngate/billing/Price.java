package dev.syngate.billing;

import dev.syngate.money.Money;
import org.jspecify.annotations.Nullable;

/// What a model costs: micro-dollars per 1M tokens, and micro-dollars per request and per image.
/// Tokens x micro-dollars per 1M tokens are pico-dollars.
///
/// @param cachedInput null: as input
/// @param cacheWrite null: as input
/// @param cacheWriteHour null: as cacheWrite
/// @param reasoning null: as output
public record Price(
        long input,
        long output,
        @Nullable Long cachedInput,
        @Nullable Long cacheWrite,
        @Nullable Long cacheWriteHour,
        @Nullable Long reasoning,
        long perRequest,
        long perImage) {
    private static final long PICOS_PER_MICRO = 1_000_000;
    public static final Price FREE = ofTokens(0, 0);

    public Price {
        if (input < 0 || output < 0 || perRequest < 0 || perImage < 0) {
            throw new IllegalArgumentException("a price is never negative");
        }
    }

    public static Price ofTokens(long input, long output) {
        return new Price(input, output, null, null, null, null, 0, 0);
    }

    /// Reads dollars (per 1M tokens, per request …) into micro-dollars.
    ///
    /// @throws IllegalArgumentException when it is no amount, is negative or is finer than a
    ///   micro-dollar
    public static long micros(String dollars) {
        long picos = Money.ofDollars(dollars).picos();
        if (picos < 0 || picos % PICOS_PER_MICRO != 0) {
            throw new IllegalArgumentException(
                    "a price is 0 or more, with at most six decimals: " + dollars);
        }
        return picos / PICOS_PER_MICRO;
    }

    /// Dollars per 1M tokens as a decimal: `2.5`.
    public static String dollars(long micros) {
        return new Money(Math.multiplyExact(micros, PICOS_PER_MICRO)).dollars();
    }

    public boolean isFree() {
        return equals(FREE);
    }

    long cachedInputOrInput() {
        return cachedInput == null ? input : cachedInput;
    }

    long cacheWriteOrInput() {
        return cacheWrite == null ? input : cacheWrite;
    }

    long cacheWriteHourOrWrite() {
        return cacheWriteHour == null ? cacheWriteOrInput() : cacheWriteHour;
    }

    long reasoningOrOutput() {
        return reasoning == null ? output : reasoning;
    }

    /// The list price of the usage, exact.
    public Money cost(Usage usage) {
        long picos = Math.multiplyExact(usage.uncachedInput(), input);
        picos = add(picos, usage.cachedInput(), cachedInputOrInput());
        picos = add(picos, usage.cacheWrite(), cacheWriteOrInput());
        picos = add(picos, usage.cacheWriteHour(), cacheWriteHourOrWrite());
        picos = add(picos, usage.output() - usage.reasoning(), output);
        picos = add(picos, usage.reasoning(), reasoningOrOutput());
        picos = add(picos, PICOS_PER_MICRO, perRequest);
        return new Money(picos);
    }

    /// The most that a call can cost: every input token at the dearest input price.
    public Money worstCase(long inputTokens, long outputTokens) {
        long dearestInput =
                Math.max(
                        Math.max(input, cachedInputOrInput()),
                        Math.max(cacheWriteOrInput(), cacheWriteHourOrWrite()));
        long dearestOutput = Math.max(output, reasoningOrOutput());
        long picos = Math.multiplyExact(inputTokens, dearestInput);
        return new Money(add(add(picos, outputTokens, dearestOutput), PICOS_PER_MICRO, perRequest));
    }

    private static long add(long picos, long units, long micros) {
        return Math.addExact(picos, Math.multiplyExact(units, micros));
    }
}
