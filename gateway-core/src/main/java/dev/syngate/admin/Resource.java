package dev.syngate.admin;

import dev.syngate.call.ErrorCode;
import dev.syngate.call.Refusal;
import dev.syngate.call.RefusedException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One noun of the management API.
interface Resource {
    /// Answers a request below the resource's name.
    ///
    /// @param path what follows the resource's name
    /// @throws RefusedException when the request is wrong
    JsonNode handle(
            String method, List<String> path, Map<String, String> query, @Nullable JsonNode body);

    static RefusedException unknown(String method) {
        return new RefusedException(
                Refusal.of(ErrorCode.METHOD_NOT_ALLOWED, method + " is not served at this path"));
    }
}
