package dev.syngate.routing;

import dev.syngate.protocol.Json;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Reads when Google's APIs want to be asked again: they say it in the body, not in a header
/// (google.rpc.RetryInfo).
final class RetryInfo {
    private static final Pattern SECONDS = Pattern.compile("\\d{1,5}(\\.\\d{1,9})?s");

    private RetryInfo() {}

    /// @return null where the body says nothing
    static @Nullable Duration read(byte[] body) {
        try {
            JsonNode tree = Json.MAPPER.readTree(body);
            JsonNode root = tree.isArray() ? tree.path(0) : tree;
            for (JsonNode detail : root.path("error").path("details")) {
                String delay = detail.path("retryDelay").asString("");
                if (SECONDS.matcher(delay).matches()) {
                    return seconds(delay.substring(0, delay.length() - 1));
                }
            }
            return null;
        } catch (JacksonException e) {
            return null;
        }
    }

    private static Duration seconds(String text) {
        return Duration.ofMillis(new BigDecimal(text).movePointRight(3).longValue());
    }
}
