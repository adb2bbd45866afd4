package dev.syngate.admin;

import dev.syngate.backup.BackupFile;
import dev.syngate.backup.Backups;
import dev.syngate.backup.Manifest;
import dev.syngate.call.RefusedException;
import dev.syngate.protocol.Json;
import dev.syngate.secrets.VaultKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Backups: makes one, which can be stopped, and shows the automatic ones.
final class BackupAdmin implements Resource {
    private static final String WITHOUT_KEYS =
            "Without a passphrase the keys of providers can be read only by the data directory that"
                    + " this backup was made of.";
    private static final String WITH_KEYS =
            "The keys of providers can be read with the passphrase: keep it apart from the file.";
    private static final String RUNNING = "running";

    private final Set<AtomicBoolean> running = ConcurrentHashMap.newKeySet();
    private final Backups backups;
    private final VaultKey vaultKey;

    BackupAdmin(Backups backups, VaultKey vaultKey) {
        this.backups = backups;
        this.vaultKey = vaultKey;
    }

    @Override
    public JsonNode handle(
            String method, List<String> path, Map<String, String> query, @Nullable JsonNode body) {
        return switch (method + " " + path.size()) {
            case "GET 0" -> list();
            case "POST 0" -> create(new Fields(body, Set.of("file", "force", "passphrase")));
            case "DELETE 1" -> stop(path.getFirst());
            default -> throw Resource.unknown(method);
        };
    }

    private JsonNode list() {
        ArrayNode list = Json.MAPPER.createArrayNode();
        backups.list().forEach(file -> list.add(show(file)));
        return list;
    }

    private JsonNode create(Fields fields) {
        Path target = Path.of(fields.text("file"));
        String passphrase = fields.textOrNull("passphrase");
        byte[] sealed = passphrase == null ? null : vaultKey.sealed(passphrase);
        AtomicBoolean stopped = new AtomicBoolean();
        running.add(stopped);
        try {
            return show(backups.create(target, fields.flag("force"), sealed, stopped::get))
                    .put("note", sealed == null ? WITHOUT_KEYS : WITH_KEYS);
        } catch (CancellationException e) {
            throw RefusedException.conflict("the backup was stopped; nothing was written");
        } finally {
            running.remove(stopped);
        }
    }

    /// Stops the backups that are being made.
    private JsonNode stop(String which) {
        if (!which.equals(RUNNING)) {
            throw RefusedException.notFound("only the backup that is \"running\" can be stopped");
        }
        List<AtomicBoolean> found = List.copyOf(running);
        found.forEach(one -> one.set(true));
        return Json.MAPPER.createObjectNode().put("stopped", !found.isEmpty());
    }

    private static ObjectNode show(BackupFile backup) {
        ObjectNode shown =
                Json.MAPPER
                        .createObjectNode()
                        .put("file", backup.file().toString())
                        .put("size", backup.size())
                        .put("readable", backup.manifest() != null);
        Manifest manifest = backup.manifest();
        if (manifest != null) {
            shown.put("time", manifest.created().toString())
                    .put("kind", manifest.kind().word())
                    .put("version", manifest.program())
                    .put("files", manifest.files().size())
                    .put("sealed", manifest.hasKeys());
        }
        return shown;
    }
}
