package dev.syngate.app;

import dev.syngate.app.CommandLineInterface.Leaf;
import dev.syngate.catalogue.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `syngate model import FILE`: shows what would change, then changes it.
@Command(
        name = "import",
        description =
                "Read models and prices: Syngate's own JSON or CSV, LiteLLM's price map, models.dev.")
final class ModelImportCommand extends Leaf {
    private static final long LARGEST = 32L << 20;

    @Parameters(paramLabel = "FILE", description = "The list to read, up to 32 MiB.")
    private Path file = Path.of("");

    @Option(
            names = "--section",
            description = "Of a models.dev file: one vendor only.",
            paramLabel = "VENDOR")
    private @Nullable String section;

    @Option(names = "--dry-run", description = "Only show what would change.")
    private boolean dryRun;

    @Option(names = "--force", description = "Take over also what looks like a mistake.")
    private boolean force;

    @Option(names = "--overwrite", description = "Replace also prices that were set by hand.")
    private boolean overwrite;

    @Override
    public void run() {
        Session session = session();
        String text = read();
        JsonNode done =
                session.withAdmin(admin -> admin.call("POST", "models/import", body(text).json()));
        session.show(done, answer -> print(session, answer));
    }

    private Body body(String text) {
        return new Body()
                .text("text", text)
                .text("section", section)
                .flag("apply", !dryRun)
                .flag("force", force)
                .flag("overwrite", overwrite);
    }

    private String read() {
        try {
            if (Files.size(file) > LARGEST) {
                throw new CommandFailed("the file is larger than 32 MiB: " + file);
            }
            return ModelFile.decode(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new CommandFailed("the file can't be read: " + file);
        }
    }

    private static void print(Session session, JsonNode answer) {
        session.table().list(answer.path("changes"), Columns.CHANGES);
        String verb = answer.path("applied").asBoolean(false) ? "" : "would be ";
        session.terminal()
                .out()
                .printf(
                        "%s%d added, %d changed; %d the same, %d kept as set by hand, %d rejected%n",
                        verb,
                        answer.path("added").asLong(0),
                        answer.path("changed").asLong(0),
                        answer.path("same").asLong(0),
                        answer.path("kept").asLong(0),
                        answer.path("rejected").asLong(0));
    }
}
