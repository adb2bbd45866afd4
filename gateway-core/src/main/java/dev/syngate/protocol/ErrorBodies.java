package dev.syngate.protocol;

import dev.syngate.call.Refusal;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The one renderer of errors, in each protocol's shape.
public final class ErrorBodies {
    private ErrorBodies() {}

    public static byte[] of(Refusal refusal, ErrorShape shape) {
        return of(
                shape,
                refusal.code().status(),
                refusal.message(),
                refusal.code().type(),
                refusal.param(),
                refusal.code().code());
    }

    /// A provider's own words to the caller.
    public static byte[] passedOn(
            int status, String message, @Nullable String code, ErrorShape shape) {
        return of(shape, status, message, "invalid_request_error", null, code);
    }

    /// An error within a stream, as an event; those of the Responses API end with
    /// [#failedResponse].
    public static byte[] event(Refusal refusal, ErrorShape shape) {
        String name = shape == ErrorShape.ANTHROPIC ? "event: error\n" : "";
        String data = new String(of(refusal, shape), StandardCharsets.UTF_8);
        return (name + "data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    /// The clients of the Responses API know a failure as an end of its own, not as an error
    /// (Responses reference, "response.failed").
    ///
    /// @param response as it failed
    /// @param number of the event in its stream, from 0
    public static byte[] failedResponse(ObjectNode response, int number) {
        ObjectNode event = Json.MAPPER.createObjectNode().put("type", "response.failed");
        event.put("sequence_number", number).set("response", response);
        return new EventWriter().named(event).take();
    }

    private static byte[] of(
            ErrorShape shape,
            int status,
            String message,
            String type,
            @Nullable String param,
            @Nullable String code) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        switch (shape) {
            case OPENAI ->
                    body.putObject("error")
                            .put("message", message)
                            .put("type", type)
                            .put("param", param)
                            .put("code", code);
            case ANTHROPIC ->
                    body.put("type", "error")
                            .putObject("error")
                            .put("type", anthropicType(status))
                            .put("message", message);
            case GEMINI -> {
                ObjectNode error =
                        body.putObject("error")
                                .put("code", status)
                                .put("message", message)
                                .put("status", geminiStatus(status));
                error.putArray("details")
                        .addObject()
                        .put("@type", "type.googleapis.com/google.rpc.ErrorInfo")
                        .put("reason", code)
                        .put("domain", "syngate");
            }
        }
        return Json.MAPPER.writeValueAsBytes(body);
    }

    private static String anthropicType(int status) {
        return switch (status) {
            case 401 -> "authentication_error";
            case 402 -> "billing_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 413 -> "request_too_large";
            case 429 -> "rate_limit_error";
            case 503 -> "overloaded_error";
            case 504 -> "timeout_error";
            default -> status < 500 ? "invalid_request_error" : "api_error";
        };
    }

    private static String geminiStatus(int status) {
        return switch (status) {
            case 401 -> "UNAUTHENTICATED";
            case 402 -> "FAILED_PRECONDITION";
            case 403 -> "PERMISSION_DENIED";
            case 404 -> "NOT_FOUND";
            case 409 -> "ABORTED";
            case 429 -> "RESOURCE_EXHAUSTED";
            case 503 -> "UNAVAILABLE";
            case 504 -> "DEADLINE_EXCEEDED";
            default -> status < 500 ? "INVALID_ARGUMENT" : "INTERNAL";
        };
    }
}
