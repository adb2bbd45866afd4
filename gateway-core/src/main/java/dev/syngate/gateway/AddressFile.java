package dev.syngate.gateway;

import dev.syngate.protocol.Json;
import dev.syngate.secrets.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Tells other processes of the same user where the running gateway of a data directory listens.
final class AddressFile {
    private static final String NAME = "gateway.json";

    private AddressFile() {}

    static void write(Path dataDir, String address) throws IOException {
        var content =
                Json.MAPPER
                        .createObjectNode()
                        .put("address", address)
                        .put("pid", ProcessHandle.current().pid());
        PrivateFile.create(dataDir.resolve(NAME), Json.MAPPER.writeValueAsBytes(content));
    }

    static void remove(Path dataDir) {
        try {
            Files.deleteIfExists(dataDir.resolve(NAME));
        } catch (IOException e) {
            // A file that stays is harmless: whoever reads it finds nobody listening.
        }
    }
}
