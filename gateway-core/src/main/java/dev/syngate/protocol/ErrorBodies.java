package dev.syngate.protocol;

import dev.syngate.call.Refusal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The one renderer of errors: OpenAI's shape (Chat Completions reference, "Errors"; all four
/// fields present).
public final class ErrorBodies {
    private ErrorBodies() {}

    public static byte[] of(Refusal refusal) {
        return of(refusal.message(), refusal.code().type(), refusal.param(), refusal.code().code());
    }

    /// A provider's own words to the caller.
    public static byte[] passedOn(String message, @Nullable String code) {
        return of(message, "invalid_request_error", null, code);
    }

    private static byte[] of(
            String message, String type, @Nullable String param, @Nullable String code) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.putObject("error")
                .put("message", message)
                .put("type", type)
                .put("param", param)
                .put("code", code);
        return Json.MAPPER.writeValueAsBytes(body);
    }
}
