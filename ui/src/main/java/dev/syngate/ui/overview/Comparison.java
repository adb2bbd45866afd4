package dev.syngate.ui.overview;

import dev.syngate.ui.texts.Figures;
import dev.syngate.ui.texts.Texts;

/// How today compares with the whole of yesterday, in a few plain words.
record Comparison(Texts texts, Figures figures) {
    /// Below a hundredth of a cent a comparison says nothing.
    private static final long LEAST = 100_000_000;

    /// From here on people think in times, not in percent.
    private static final double TIMES = 2;

    private static final double ALIKE = 0.005;

    /// Empty where there is nothing to compare with.
    ///
    /// @param today in pico-dollars
    /// @param yesterday in pico-dollars
    String of(long today, long yesterday) {
        if (yesterday < LEAST) {
            return "";
        }
        double ratio = (double) today / yesterday;
        if (ratio >= TIMES) {
            return texts.of("overview.times", figures.times(ratio));
        }
        if (Math.abs(ratio - 1) < ALIKE) {
            return texts.of("overview.as.yesterday");
        }
        return texts.of(
                ratio < 1 ? "overview.below" : "overview.above",
                figures.percent(Math.abs(today - yesterday), yesterday));
    }
}
