package dev.syngate.app;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that say what a model costs, in dollars.
final class PriceOptions {
    @Option(names = "--input", description = "Dollars per 1M input tokens.")
    private @Nullable String input;

    @Option(names = "--output", description = "Dollars per 1M output tokens.")
    private @Nullable String output;

    @Option(names = "--cached-input", description = "Dollars per 1M cached input tokens.")
    private @Nullable String cachedInput;

    @Option(names = "--cache-write", description = "Dollars per 1M tokens written to the cache.")
    private @Nullable String cacheWrite;

    @Option(names = "--per-request", description = "Dollars per request.")
    private @Nullable String perRequest;

    @Option(names = "--free", description = "It costs nothing.")
    private boolean free;

    void addTo(Body body) {
        body.text("input", input)
                .text("output", output)
                .text("cached_input", cachedInput)
                .text("cache_write", cacheWrite)
                .text("per_request", perRequest)
                .flag("free", free);
    }
}
