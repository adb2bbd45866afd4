package dev.syngate.billing;

import dev.syngate.money.Money;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a model costs. Tokens x micro-dollars per 1M tokens are pico-dollars: every amount is
/// exact.
///
/// @param rates what counts where no window and no tier says otherwise
/// @param tiers other prices for long prompts, the lowest threshold first
/// @param windows other prices at times of the day; a tier goes before them
/// @param images prices of images by size and quality; others cost [Unit#IMAGE]
public record Price(Rates rates, List<Tier> tiers, List<Window> windows, List<ImageRate> images) {
    private static final long PICOS_PER_MICRO = 1_000_000;
    private static final String USUAL_SIZE = "1024x1024";
    private static final String USUAL_QUALITY = "standard";

    /// Costs nothing.
    public static final Price FREE = ofTokens(0, 0);

    public Price {
        tiers = tiers.stream().sorted(Comparator.comparingLong(Tier::above)).toList();
        windows = List.copyOf(windows);
        images = List.copyOf(images);
    }

    /// Prices for prompts of more than a number of tokens, cached ones included.
    ///
    /// @param marginal only for the tokens beyond the threshold; else for the whole request
    public record Tier(long above, boolean marginal, Rates rates) {
        public Tier {
            if (above <= 0) {
                throw new IllegalArgumentException("a tier begins above a number of tokens");
            }
        }
    }

    /// Prices for a time of the day, in UTC; over midnight where `to` is before `from`.
    ///
    /// @param days the days on which it begins; empty: every day
    /// @param from the first moment
    /// @param to the moment it ends, not included
    public record Window(Set<DayOfWeek> days, LocalTime from, LocalTime to, Rates rates) {
        public Window {
            days = Set.copyOf(days);
        }

        boolean holds(Instant time) {
            ZonedDateTime utc = time.atZone(ZoneOffset.UTC);
            LocalTime clock = utc.toLocalTime();
            if (from.isBefore(to)) {
                return begins(utc.getDayOfWeek()) && !clock.isBefore(from) && clock.isBefore(to);
            }
            return (begins(utc.getDayOfWeek()) && !clock.isBefore(from))
                    || (begins(utc.getDayOfWeek().minus(1)) && clock.isBefore(to));
        }

        private boolean begins(DayOfWeek day) {
            return days.isEmpty() || days.contains(day);
        }
    }

    /// The price of one image.
    ///
    /// @param size such as `1024x1024`; null: any
    /// @param quality such as `hd`; null: any
    /// @param micros micro-dollars an image
    public record ImageRate(@Nullable String size, @Nullable String quality, long micros) {
        public ImageRate {
            if (micros < 0) {
                throw new IllegalArgumentException("a price is never negative");
            }
        }

        private boolean fits(Media media) {
            return (size == null || size.equals(media.imageSize()))
                    && (quality == null || quality.equals(media.imageQuality()));
        }

        private int precision() {
            return (size == null ? 0 : 2) + (quality == null ? 0 : 1);
        }
    }

    public static Price of(Rates rates) {
        return new Price(rates, List.of(), List.of(), List.of());
    }

    public static Price ofTokens(long input, long output) {
        return of(Rates.ofTokens(input, output));
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

    /// Micro-dollars as a decimal of dollars: `2.5`.
    public static String dollars(long micros) {
        return new Money(Math.multiplyExact(micros, PICOS_PER_MICRO)).dollars();
    }

    public boolean isFree() {
        return rates.areZero()
                && tiers.stream().allMatch(tier -> tier.rates().areZero())
                && windows.stream().allMatch(window -> window.rates().areZero())
                && images.stream().allMatch(image -> image.micros() == 0);
    }

    /// The usage by unit, in the order of a receipt; units that were not used are left out.
    ///
    /// @param time when the call arrived
    List<ReceiptLine> lines(Usage usage, Instant time) {
        Rates base = ratesAt(time);
        Rates reached = base;
        long from = 0;
        LineSums sums = new LineSums(usage, image(usage.media()));
        for (Tier tier : tiers) {
            if (usage.input() <= tier.above()) {
                break;
            }
            if (tier.marginal()) {
                sums.addInput(from, tier.above(), reached);
                from = tier.above();
            }
            reached = tier.rates();
        }
        sums.addInput(from, usage.input(), reached);
        sums.addRest(reached, base);
        return sums.lines();
    }

    private Rates ratesAt(Instant time) {
        for (Window window : windows) {
            if (window.holds(time)) {
                return window.rates();
            }
        }
        return rates;
    }

    private @Nullable Long image(Media media) {
        if (images.isEmpty()) {
            return null;
        }
        return images.stream()
                .filter(rate -> rate.fits(sized(media)))
                .max(Comparator.comparingInt(ImageRate::precision))
                .map(ImageRate::micros)
                .orElse(rates.micros().containsKey(Unit.IMAGE) ? null : dearestImage());
    }

    /// Who names no size and quality gets the usual ones.
    private static Media sized(Media media) {
        return Media.ofImages(
                media.images(),
                isNamed(media.imageSize()) ? media.imageSize() : USUAL_SIZE,
                isNamed(media.imageQuality()) ? media.imageQuality() : USUAL_QUALITY);
    }

    private static boolean isNamed(@Nullable String choice) {
        return choice != null && !choice.equals("auto");
    }

    /// An image of a size that has no price is not for nothing.
    private @Nullable Long dearestImage() {
        return images.stream().map(ImageRate::micros).max(Comparator.naturalOrder()).orElse(null);
    }

    /// The list price of the usage, exact.
    public Money cost(Usage usage, Instant time) {
        return ReceiptLine.sum(lines(usage, time));
    }

    /// The most that a call can cost that uses no more than this: every token at its dearest price,
    /// and in the dearest tier that a prompt of this length, estimated, may reach.
    public Money worstCase(Usage most, Instant time) {
        Rates base = ratesAt(time);
        long input = base.dearestInput();
        long output = base.dearestOutput();
        long longest = most.input() + most.input() / 4;
        for (Tier tier : tiers) {
            if (longest > tier.above()) {
                input = Math.max(input, tier.rates().dearestInput());
                output = Math.max(output, tier.rates().dearestOutput());
            }
        }
        Money tokens =
                new Money(
                        Math.addExact(
                                Math.multiplyExact(most.input(), input),
                                Math.multiplyExact(most.output(), output)));
        return tokens.plus(cost(Usage.ofMedia(most.media()), time));
    }
}
