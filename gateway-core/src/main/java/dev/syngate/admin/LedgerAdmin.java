package dev.syngate.admin;

import dev.syngate.protocol.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The verification of the books.
final class LedgerAdmin implements Resource {
    private final LedgerVerifier verifier;

    LedgerAdmin(LedgerVerifier verifier) {
        this.verifier = verifier;
    }

    @Override
    public JsonNode handle(
            String method, List<String> path, Map<String, String> query, @Nullable JsonNode body) {
        if (!method.equals("GET") || !path.equals(List.of("verify"))) {
            throw Resource.unknown(method);
        }
        LedgerVerifier.Result result = verifier.verify();
        ObjectNode shown =
                Json.MAPPER
                        .createObjectNode()
                        .put("ok", result.difference() == null)
                        .put("entries", result.entries())
                        .put("requests", result.requests())
                        .put("open_holds", result.openHolds());
        if (result.difference() != null) {
            shown.put("difference", result.difference());
        }
        return shown;
    }
}
