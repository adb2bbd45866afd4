package dev.syngate.app;

import dev.syngate.app.CommandLineInterface.Branch;
import dev.syngate.app.CommandLineInterface.Leaf;
import dev.syngate.protocol.PathPart;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `syngate provider key …`.
@Command(
        name = "key",
        description = "The keys that a provider knows Syngate by.",
        subcommands = {
            ProviderKeyCommands.ListAll.class,
            ProviderKeyCommands.Add.class,
            ProviderKeyCommands.SetOne.class,
            ProviderKeyCommands.Pause.class,
            ProviderKeyCommands.Resume.class,
            ProviderKeyCommands.Remove.class
        })
final class ProviderKeyCommands extends Branch {
    /// A command about the keys of one provider.
    abstract static class OfProvider extends Leaf {
        @Parameters(paramLabel = "PROVIDER", description = "The provider's name or id.")
        private String provider = "";

        final String keys() {
            return Body.path("providers", provider, "keys");
        }
    }

    /// A command about one key.
    abstract static class OfOne extends OfProvider {
        @Parameters(paramLabel = "KEY", description = "The key's label or id.")
        private String key = "";

        final String key() {
            return keys() + "/" + PathPart.encoded(key);
        }
    }

    /// What a key is like.
    static final class Options {
        @Option(
                names = "--weight",
                description = "Its share of the provider's calls, 0 or more; usually 1.",
                paramLabel = "N")
        private @Nullable String weight;

        @Mixin private SecretOptions secret = new SecretOptions();

        Body addTo(Body body, Terminal terminal) {
            return body.text("api_key", secret.read(terminal)).number("weight", weight);
        }
    }

    @Command(name = "list", description = "Show the keys of a provider and how they do.")
    static final class ListAll extends OfProvider {
        @Override
        public void run() {
            list(keys(), Columns.PROVIDER_KEYS);
        }
    }

    @Command(name = "add", description = "Add a key to a provider; its keys share the calls.")
    static final class Add extends OfProvider {
        @Option(names = "--label", description = "What you call it.", paramLabel = "LABEL")
        private @Nullable String label;

        @Mixin private Options options = new Options();

        @Override
        public void run() {
            Body body = options.addTo(new Body().text("label", label), session().terminal());
            if (!body.json().has("api_key")) {
                throw new CommandFailed("give the key with --api-key-stdin or --api-key-env VAR");
            }
            one("POST", keys(), body.json());
        }
    }

    @Command(name = "set", description = "Change a key; only what is given changes.")
    static final class SetOne extends OfOne {
        @Option(names = "--label", description = "A new label.", paramLabel = "LABEL")
        private @Nullable String label;

        @Mixin private Options options = new Options();

        @Override
        public void run() {
            one(
                    "PATCH",
                    key(),
                    options.addTo(new Body().text("label", label), session().terminal()).json());
        }
    }

    @Command(name = "pause", description = "Send nothing with a key until it is resumed.")
    static final class Pause extends OfOne {
        @Override
        public void run() {
            one("PATCH", key(), new Body().enabled(false).json());
        }
    }

    @Command(name = "resume", description = "Use a key again.")
    static final class Resume extends OfOne {
        @Override
        public void run() {
            one("PATCH", key(), new Body().enabled(true).json());
        }
    }

    @Command(name = "remove", description = "Remove a key of a provider.")
    static final class Remove extends OfOne {
        @Override
        public void run() {
            one("DELETE", key(), Session.nothing());
        }
    }
}
