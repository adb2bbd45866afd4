package dev.syngate.app;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The options that say what a provider is like. Its key is never an argument.
final class ProviderOptions {
    @Mixin private SecretOptions secret = new SecretOptions();

    @Option(
            names = "--models",
            description = "The models it serves, separated by commas.",
            paramLabel = "MODELS")
    private @Nullable String models;

    @Option(names = "--fetch-models", description = "Ask the provider which models it serves.")
    private boolean fetchModels;

    @Option(
            names = "--priority",
            description = "A whole number; the highest is tried first; usually 0.",
            paramLabel = "N")
    private @Nullable String priority;

    @Option(
            names = "--weight",
            description = "Its share among those of the same priority, 0 or more; usually 1.",
            paramLabel = "N")
    private @Nullable String weight;

    @Option(
            names = "--connect-timeout",
            paramLabel = "SECONDS",
            description =
                    "How long connecting may take, in seconds; usually 10; or none, or usual.")
    private @Nullable String connectTimeout;

    @Option(
            names = "--first-byte-timeout",
            paramLabel = "SECONDS",
            description =
                    "How long it may take to begin its answer, in seconds; usually 300, or 600 on this machine or network; or none, or usual.")
    private @Nullable String firstByteTimeout;

    @Option(
            names = "--silence-timeout",
            paramLabel = "SECONDS",
            description =
                    "How long it may be silent within an answer, in seconds; usually 120; or none, or usual.")
    private @Nullable String silenceTimeout;

    @Option(
            names = "--ca-file",
            paramLabel = "FILE",
            description =
                    "A PEM file of authorities that its certificate may come from, besides the usual ones; or none.")
    private @Nullable String caFile;

    @ArgGroup(exclusive = false, validate = false, order = 1, heading = "%nHow it is reached%n")
    private TransportOptions transport = new TransportOptions();

    @ArgGroup(
            exclusive = false,
            validate = false,
            order = 2,
            heading = "%nPrices of those of its models that have none of their own%n")
    private PriceOptions price = new PriceOptions();

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
