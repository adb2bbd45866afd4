package dev.syngate.app;

import dev.syngate.app.CommandLineInterface.Branch;
import dev.syngate.app.CommandLineInterface.Leaf;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `syngate settings …`.
@Command(
        name = "settings",
        description = "Where the gateway listens, and how long records are kept.",
        subcommands = {SettingsCommands.Show.class, SettingsCommands.Change.class})
final class SettingsCommands extends Branch {
    @Command(name = "show", description = "Show the settings of the data directory.")
    static final class Show extends Leaf {
        @Override
        public void run() {
            one("GET", "settings", Session.nothing());
        }
    }

    @Command(
            name = "set",
            description = "Change settings for good; only what is given changes.",
            footer = "A running gateway moves at once; calls that run may end.")
    static final class Change extends Leaf {
        @Option(names = "--port", paramLabel = "PORT", description = "0 takes a free port.")
        private @Nullable String port;

        @Option(
                names = "--bind",
                paramLabel = "ADDRESS",
                description = "127.0.0.1 for this computer only, 0.0.0.0 for its networks too.")
        private @Nullable String bind;

        @Option(
                names = "--retention-days",
                paramLabel = "N",
                description = "Keep requests so long.")
        private @Nullable String days;

        @Option(
                names = "--retention-records",
                paramLabel = "N",
                description = "Keep so many requests.")
        private @Nullable String records;

        @Override
        public void run() {
            Body body =
                    new Body()
                            .number("port", port)
                            .text("bind", bind)
                            .number("retention_days", days)
                            .number("retention_records", records);
            one("PATCH", "settings", body.json());
        }
    }
}
