package dev.syngate.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The options that say what a provider is like. Its key is never an argument.
final class ProviderOptions {
    @Option(names = "--api-key-stdin", description = "Read the provider's key from standard input.")
    private boolean keyFromInput;

    @Option(
            names = "--api-key-env",
            paramLabel = "VAR",
            description = "Read the provider's key from a variable.")
    private @Nullable String keyVariable;

    @Option(names = "--models", description = "The models it serves, separated by commas.")
    private @Nullable String models;

    @Option(names = "--fetch-models", description = "Ask the provider which models it serves.")
    private boolean fetchModels;

    @Option(names = "--priority", description = "The highest is tried first.")
    private @Nullable String priority;

    @Option(names = "--weight", description = "Its share among those of the same priority.")
    private @Nullable String weight;

    @Mixin private PriceOptions price = new PriceOptions();

    Body addTo(Body body, Terminal terminal) {
        body.text("api_key", key(terminal))
                .list("models", models)
                .flag("fetch_models", fetchModels)
                .number("priority", priority)
                .number("weight", weight);
        price.addTo(body);
        return body;
    }

    private @Nullable String key(Terminal terminal) {
        if (keyVariable != null) {
            String value = terminal.environment().get(keyVariable);
            if (value == null || value.isBlank()) {
                throw new CommandFailed("the variable " + keyVariable + " is not set");
            }
            return value.strip();
        }
        return keyFromInput ? read(terminal) : null;
    }

    private static String read(Terminal terminal) {
        try {
            return new String(terminal.in().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new CommandFailed("the key could not be read from standard input");
        }
    }
}
