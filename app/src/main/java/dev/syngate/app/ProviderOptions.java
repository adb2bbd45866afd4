package dev.syngate.app;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The options that say what a provider is like. Its key is never an argument.
final class ProviderOptions {
    @Mixin private SecretOptions secret = new SecretOptions();

    @Option(names = "--models", description = "The models it serves, separated by commas.")
    private @Nullable String models;

    @Option(names = "--fetch-models", description = "Ask the provider which models it serves.")
    private boolean fetchModels;

    @Option(names = "--priority", description = "The highest is tried first.")
    private @Nullable String priority;

    @Option(names = "--weight", description = "Its share among those of the same priority.")
    private @Nullable String weight;

    @Option(
            names = "--connect-timeout",
            paramLabel = "SECONDS",
            description = "How long connecting may take; or none, or usual.")
    private @Nullable String connectTimeout;

    @Option(
            names = "--first-byte-timeout",
            paramLabel = "SECONDS",
            description =
                    "How long it may take to begin its answer; usually 300, or 600 on this machine or network.")
    private @Nullable String firstByteTimeout;

    @Option(
            names = "--silence-timeout",
            paramLabel = "SECONDS",
            description = "How long it may be silent within an answer; usually 120.")
    private @Nullable String silenceTimeout;

    @Option(
            names = "--ca-file",
            paramLabel = "FILE",
            description =
                    "A PEM file of authorities that its certificate may come from, besides the usual ones; or none.")
    private @Nullable String caFile;

    @Mixin private TransportOptions transport = new TransportOptions();
    @Mixin private PriceOptions price = new PriceOptions();

    Body addTo(Body body, Terminal terminal) {
        body.text("api_key", secret.read(terminal))
                .list("models", models)
                .flag("fetch_models", fetchModels)
                .number("priority", priority)
                .number("weight", weight)
                .number("connect_timeout", connectTimeout)
                .number("first_byte_timeout", firstByteTimeout)
                .number("silence_timeout", silenceTimeout)
                .text("ca_file", wholeUnlessNone(caFile, "--ca-file"));
        transport.addTo(body, terminal);
        price.addTo(body);
        return body;
    }

    /// The gateway may run in another folder.
    static @Nullable String wholeUnlessNone(@Nullable String file, String option) {
        if (file == null || file.equals("none")) {
            return file;
        }
        try {
            return Path.of(file).toAbsolutePath().normalize().toString();
        } catch (InvalidPathException e) {
            throw new CommandFailed(option + " is no path");
        }
    }
}
