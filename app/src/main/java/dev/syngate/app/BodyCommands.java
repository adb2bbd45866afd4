package dev.syngate.app;

import dev.syngate.app.CommandLineInterface.Branch;
import dev.syngate.app.CommandLineInterface.Leaf;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `syngate bodies …`: of which requests it is kept what was said.
@Command(
        name = "bodies",
        description = "What was said in requests: of which it is kept, and for how long.",
        subcommands = {
            BodyCommands.Show.class,
            BodyCommands.SetSome.class,
            BodyCommands.Clear.class
        })
final class BodyCommands extends Branch {
    @Command(name = "show", description = "Show what is kept, and how much it takes.")
    static final class Show extends Leaf {
        @Override
        public void run() {
            one("GET", "bodies", Session.nothing());
        }
    }

    @Command(name = "set", description = "Change it; only what is given changes.")
    static final class SetSome extends Leaf {
        @Option(
                names = "--keep",
                description = "off, errors or all; for a key also default: as all others.",
                paramLabel = "WHAT")
        private @Nullable String keep;

        @Option(
                names = "--key",
                description = "Only for the key of this id or name.",
                paramLabel = "KEY")
        private @Nullable String key;

        @Option(
                names = "--kib",
                description = "How many KiB of each body, 1 to 4096; usually 256.",
                paramLabel = "KIB")
        private @Nullable String kib;

        @Option(
                names = "--days",
                description = "For how many days, 1 to 36500; usually 7.",
                paramLabel = "DAYS")
        private @Nullable String days;

        @Option(
                names = "--mib",
                description =
                        "How many MiB of all bodies, 1 to 1000000; the oldest go first; usually 512.",
                paramLabel = "MIB")
        private @Nullable String mib;

        @Override
        public void run() {
            Body body = new Body().text("keep", keep);
            if (key != null && (kib != null || days != null || mib != null)) {
                throw new CommandFailed("--kib, --days and --mib are for all keys together");
            }
            if (key == null) {
                body.number("kib", kib).number("days", days).number("mib", mib);
            }
            one("PATCH", key == null ? "bodies" : Body.path("bodies", "keys", key), body.json());
        }
    }

    @Command(name = "clear", description = "Remove all that is kept, for good.")
    static final class Clear extends Leaf {
        @Mixin private Confirmation confirmation = new Confirmation();

        @Override
        public void run() {
            Session session = session();
            long kept =
                    session.withAdmin(admin -> admin.call("GET", "bodies", Session.nothing()))
                            .path("kept")
                            .asLong();
            confirmation.require(
                    session.terminal(),
                    "This removes for good what was said in " + kept + " requests.");
            one("DELETE", "bodies?confirm=yes", Session.nothing());
        }
    }
}
