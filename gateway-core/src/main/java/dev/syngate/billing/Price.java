package dev.syngate.billing;

import dev.syngate.money.Money;
import java.util.ArrayList;
import java.util.List;
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

    /// What is counted and priced apart.
    public enum Bucket {
        INPUT,
        CACHED_INPUT,
        CACHE_WRITE,
        CACHE_WRITE_HOUR,
        REASONING,
        OUTPUT,
        REQUEST
    }

    /// @param units tokens, or requests
    /// @param micros micro-dollars for 1M tokens, or for one request
    public record Line(Bucket bucket, long units, long micros) {
        public Money amount() {
            long perUnit = bucket == Bucket.REQUEST ? PICOS_PER_MICRO : 1;
            return new Money(Math.multiplyExact(Math.multiplyExact(units, perUnit), micros));
        }
    }

    /// The usage by bucket, in the order of a receipt; buckets without units are left out.
    List<Line> lines(Usage usage) {
        List<Line> lines = new ArrayList<>(4);
        addLine(lines, Bucket.INPUT, usage.uncachedInput(), input);
        addLine(lines, Bucket.CACHED_INPUT, usage.cachedInput(), cachedInputOrInput());
        addLine(lines, Bucket.CACHE_WRITE, usage.cacheWrite(), cacheWriteOrInput());
        addLine(lines, Bucket.CACHE_WRITE_HOUR, usage.cacheWriteHour(), cacheWriteHourOrWrite());
        addLine(lines, Bucket.REASONING, usage.reasoning(), reasoningOrOutput());
        addLine(lines, Bucket.OUTPUT, usage.output() - usage.reasoning(), output);
        addLine(lines, Bucket.REQUEST, perRequest == 0 ? 0 : 1, perRequest);
        return lines;
    }

    private static void addLine(List<Line> lines, Bucket bucket, long units, long micros) {
        if (units > 0) {
            lines.add(new Line(bucket, units, micros));
        }
    }

    /// The list price of the usage, exact.
    public Money cost(Usage usage) {
        Money sum = Money.ZERO;
        for (Line line : lines(usage)) {
            sum = sum.plus(line.amount());
        }
        return sum;
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
