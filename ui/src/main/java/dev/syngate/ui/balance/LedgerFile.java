package dev.syngate.ui.balance;

import dev.syngate.export.Csv;
import dev.syngate.gateway.Management;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;

/// All entries of all accounts as comma-separated values, page by page: never the whole ledger in
/// memory.
record LedgerFile(Management management) {
    private static final int PAGE = 1000;
    private static final List<String> FIELDS =
            List.of("account", "id", "time", "kind", "amount", "key", "request", "note");

    /// @param wanted asked after each page; when false, what was written so far is removed
    /// @return whether it was written to its end
    boolean write(Path file, BooleanSupplier wanted) {
        try {
            boolean whole = writeWhile(file, wanted);
            if (!whole) {
                Files.deleteIfExists(file);
            }
            return whole;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean writeWhile(Path file, BooleanSupplier wanted) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(Csv.line(FIELDS.toArray()));
            String after = "";
            JsonNode page;
            do {
                page = page(after);
                for (JsonNode entry : page) {
                    out.write(
                            Csv.line(
                                    FIELDS.stream()
                                            .map(field -> entry.path(field).asString(""))
                                            .toArray()));
                    after = entry.path("position").asString("");
                }
            } while (page.size() == PAGE && wanted.getAsBoolean());
            return page.size() < PAGE;
        }
    }

    private JsonNode page(String after) {
        Map<String, String> query = new HashMap<>(Map.of("limit", Integer.toString(PAGE)));
        if (!after.isEmpty()) {
            query.put("after", after);
        }
        return management.get(query, "ledger");
    }
}
