package dev.syngate.app;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that say what a model costs, in dollars.
final class PriceOptions {
    @Option(
            names = "--input",
            description = "Dollars per 1M input tokens, such as 2.50.",
            paramLabel = "DOLLARS")
    private @Nullable String input;

    @Option(
            names = "--output",
            description = "Dollars per 1M output tokens.",
            paramLabel = "DOLLARS")
    private @Nullable String output;

    @Option(
            names = "--cached-input",
            description = "Dollars per 1M cached input tokens.",
            paramLabel = "DOLLARS")
    private @Nullable String cachedInput;

    @Option(
            names = "--cache-write",
            description = "Dollars per 1M tokens written to the cache.",
            paramLabel = "DOLLARS")
    private @Nullable String cacheWrite;

    @Option(
            names = "--cache-write-1h",
            description = "Dollars per 1M tokens written to the cache for an hour.",
            paramLabel = "DOLLARS")
    private @Nullable String cacheWriteHour;

    @Option(
            names = "--reasoning",
            description = "Dollars per 1M tokens of thinking, where they cost apart.",
            paramLabel = "DOLLARS")
    private @Nullable String reasoning;

    @Option(
            names = "--audio-input",
            description = "Dollars per 1M tokens of sound in the prompt.",
            paramLabel = "DOLLARS")
    private @Nullable String audioInput;

    @Option(
            names = "--audio-output",
            description = "Dollars per 1M tokens of sound in the answer.",
            paramLabel = "DOLLARS")
    private @Nullable String audioOutput;

    @Option(
            names = "--image-input",
            description = "Dollars per 1M tokens of pictures in the prompt.",
            paramLabel = "DOLLARS")
    private @Nullable String imageInput;

    @Option(
            names = "--image-output",
            description = "Dollars per 1M tokens of pictures in the answer.",
            paramLabel = "DOLLARS")
    private @Nullable String imageOutput;

    @Option(names = "--per-request", description = "Dollars per request.", paramLabel = "DOLLARS")
    private @Nullable String perRequest;

    @Option(names = "--per-image", description = "Dollars per image.", paramLabel = "DOLLARS")
    private @Nullable String perImage;

    @Option(
            names = "--per-second",
            description = "Dollars per second of sound.",
            paramLabel = "DOLLARS")
    private @Nullable String perSecond;

    @Option(
            names = "--per-1m-characters",
            description = "Dollars per 1M characters spoken.",
            paramLabel = "DOLLARS")
    private @Nullable String perMillionCharacters;

    @Option(names = "--free", description = "It costs nothing.")
    private boolean free;

    void addTo(Body body) {
        body.text("input", input)
                .text("output", output)
                .text("cached_input", cachedInput)
                .text("cache_write", cacheWrite)
                .text("cache_write_1h", cacheWriteHour)
                .text("reasoning", reasoning)
                .text("audio_input", audioInput)
                .text("audio_output", audioOutput)
                .text("image_input", imageInput)
                .text("image_output", imageOutput)
                .text("per_request", perRequest)
                .text("per_image", perImage)
                .text("per_second", perSecond)
                .text("per_1m_characters", perMillionCharacters)
                .flag("free", free);
    }
}
