package dev.syngate.app;

import dev.syngate.app.CommandLineInterface.Branch;
import dev.syngate.app.CommandLineInterface.Leaf;
import dev.syngate.backup.BackupArchive;
import dev.syngate.backup.Manifest;
import dev.syngate.backup.Restore;
import dev.syngate.call.RefusedException;
import dev.syngate.gateway.RestoredBooks;
import dev.syngate.protocol.Json;
import dev.syngate.store.StoreInUseException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/// `syngate backup …`.
@Command(
        name = "backup",
        description = "Save everything into one file, and bring it back.",
        subcommands = {
            BackupCommands.Create.class,
            BackupCommands.RestoreOne.class,
            BackupCommands.Verify.class,
            BackupCommands.ListAll.class
        })
final class BackupCommands extends Branch {
    static Path path(String file) {
        try {
            return Path.of(file).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new CommandFailed("\"" + file + "\" can't be the name of a file");
        }
    }

    /// The passphrase that keys of providers are sealed with.
    static final class PassphraseOptions {
        @Option(
                names = "--passphrase-stdin",
                description = "Read the passphrase of the providers' keys from standard input.")
        private boolean fromInput;

        @Option(
                names = "--passphrase-env",
                paramLabel = "VAR",
                description = "Read the passphrase of the providers' keys from a variable.")
        private @Nullable String variable;

        @Nullable String read(Terminal terminal) {
            return SecretOptions.read(terminal, fromInput, variable, "passphrase");
        }
    }

    /// Puts the backup in the place of the data directory.
    ///
    /// @param passphrase that it was made with; null: none
    static Restore.Restored restored(Session session, Path source, @Nullable String passphrase) {
        RestoredBooks check = new RestoredBooks(session.clock(), session.keychain());
        try {
            return new Restore(session.dataDir(), session.clock(), check).from(source, passphrase);
        } catch (StoreInUseException e) {
            throw new CommandFailed(
                    "a gateway works with the data directory "
                            + session.dataDir()
                            + "; stop it first");
        } catch (RefusedException e) {
            throw new CommandFailed(String.valueOf(e.getMessage()));
        }
    }

    private static ObjectNode show(Path file, Manifest manifest) {
        return Json.MAPPER
                .createObjectNode()
                .put("file", file.toString())
                .put("time", manifest.created().toString())
                .put("kind", manifest.kind().word())
                .put("version", manifest.program())
                .put("files", manifest.files().size())
                .put("unpacked_size", manifest.size());
    }

    @Command(name = "create", description = "Back up, also while the gateway works.")
    static final class Create extends Leaf {
        @Parameters(paramLabel = "FILE", description = "The .zip to write.")
        private String file = "";

        @Option(names = "--force", description = "Overwrite a file that exists.")
        private boolean force;

        @Mixin private PassphraseOptions passphrase = new PassphraseOptions();

        @Override
        public void run() {
            Session session = session();
            Body body =
                    new Body()
                            .text("file", path(file).toString())
                            .flag("force", force)
                            .text("passphrase", passphrase.read(session.terminal()));
            session.show("POST", "backups", body.json(), made -> session.table().thing(made));
        }
    }

    @Command(
            name = "restore",
            description = "Put a backup in the place of the data directory; the old one is kept.")
    static final class RestoreOne extends Leaf {
        @Parameters(paramLabel = "FILE", description = "The backup to bring back.")
        private String file = "";

        @Mixin private PassphraseOptions passphrase = new PassphraseOptions();

        @Override
        public void run() {
            Session session = session();
            Path source = path(file);
            Restore.Restored restored =
                    restored(session, source, passphrase.read(session.terminal()));
            Path aside = restored.keptAside();
            ObjectNode shown =
                    show(source, restored.manifest())
                            .put("data_dir", restored.dataDir().toString())
                            .put("kept_aside", aside == null ? null : aside.toString());
            restored.keysNeeded().forEach(shown.putArray("keys_needed")::add);
            session.show(shown, result -> session.table().thing(result));
        }
    }

    @Command(name = "verify", description = "Read a backup and compare it with its hashes.")
    static final class Verify extends Leaf {
        @Parameters(paramLabel = "FILE", description = "The backup to read.")
        private String file = "";

        @Override
        public void run() {
            Session session = session();
            Path source = path(file);
            try (BackupArchive archive = BackupArchive.open(source)) {
                archive.verify();
                ObjectNode shown = show(source, archive.manifest()).put("ok", true);
                session.show(shown, result -> session.table().thing(result));
            } catch (RefusedException e) {
                throw new CommandFailed(String.valueOf(e.getMessage()));
            }
        }
    }

    @Command(name = "list", description = "Show the automatic backups of the data directory.")
    static final class ListAll extends Leaf {
        @Override
        public void run() {
            Session session = session();
            session.show(
                    "GET",
                    "backups",
                    Session.nothing(),
                    list -> session.table().list(list, Columns.BACKUPS));
        }
    }
}
