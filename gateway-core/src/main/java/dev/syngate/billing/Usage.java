package dev.syngate.billing;

import java.util.Objects;

/// What one call used, each token counted in one place.
///
/// @param input all of the prompt, cached and written parts included
/// @param cachedInput the part of the input that was read from the provider's cache
/// @param cacheWrite the part of the input that was written to the cache for five minutes
/// @param cacheWriteHour the part of the input that was written to the cache for an hour
/// @param output all of the answer, reasoning included
/// @param reasoning the part of the output that was thinking
/// @param media what was used beside text
/// @param estimated whether we counted, because the provider did not
public record Usage(
        long input,
        long cachedInput,
        long cacheWrite,
        long cacheWriteHour,
        long output,
        long reasoning,
        Media media,
        boolean estimated) {
    public static final Usage NONE = new Usage(0, 0, 0, 0, 0, 0, false);

    /// Clamps what providers report inconsistently, so that no part is larger than its whole.
    /// Stored usages may be from before there was media.
    public Usage {
        media = Objects.requireNonNullElse(media, Media.NONE);
        input = Math.max(0, input);
        output = Math.max(0, output);
        cachedInput = Math.clamp(cachedInput, 0, input);
        cacheWrite = Math.clamp(cacheWrite, 0, input - cachedInput);
        cacheWriteHour = Math.clamp(cacheWriteHour, 0, input - cachedInput - cacheWrite);
        reasoning = Math.clamp(reasoning, 0, output);
    }

    /// Whether nothing was used.
    public boolean isNone() {
        return (input | output) == 0 && !estimated && media.isNone();
    }

    /// A usage of text alone.
    public Usage(
            long input,
            long cachedInput,
            long cacheWrite,
            long cacheWriteHour,
            long output,
            long reasoning,
            boolean estimated) {
        this(
                input,
                cachedInput,
                cacheWrite,
                cacheWriteHour,
                output,
                reasoning,
                Media.NONE,
                estimated);
    }

    public static Usage ofTokens(long input, long cachedInput, long output, long reasoning) {
        return new Usage(input, cachedInput, 0, 0, output, reasoning, false);
    }

    public static Usage estimate(long input, long output, long reasoning) {
        return new Usage(input, 0, 0, 0, output, reasoning, true);
    }

    /// A usage that no tokens were counted for.
    public static Usage ofMedia(Media media) {
        return new Usage(0, 0, 0, 0, 0, 0, media, false);
    }

    /// Of two reports of one call the larger of each side; the later where they agree. What was
    /// used does not shrink: a report that says less is incomplete.
    public Usage orLarger(Usage later) {
        Usage in = later.input >= input ? later : this;
        Usage out = later.output >= output ? later : this;
        return new Usage(
                in.input,
                in.cachedInput,
                in.cacheWrite,
                in.cacheWriteHour,
                out.output,
                out.reasoning,
                Media.ofSides(in.media, out.media, media.atLeast(later.media)),
                estimated || later.estimated);
    }

    /// With another output, which is an estimate.
    public Usage withOutput(long other) {
        return new Usage(
                input, cachedInput, cacheWrite, cacheWriteHour, other, reasoning, media, true);
    }

    public Usage withMedia(Media other) {
        return new Usage(
                input,
                cachedInput,
                cacheWrite,
                cacheWriteHour,
                output,
                reasoning,
                other,
                estimated);
    }
}
