package dev.syngate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.gateway.RawConnection.Answer;
import dev.syngate.protocol.Json;
import dev.syngate.provider.Provider;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What callers of each protocol send, and how they are told of errors.
enum WireFormat {
    OPENAI(
            Provider.Protocol.OPENAI_CHAT,
            "/v1/chat/completions",
            "Authorization: Bearer ",
            "{\"choices\":[{\"message\":{\"content\":\"Hi\"}}],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1}}",
            "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hel\"}}]}"),
    ANTHROPIC(
            Provider.Protocol.ANTHROPIC_MESSAGES,
            "/v1/messages",
            "x-api-key: ",
            "{\"type\":\"message\",\"content\":[{\"type\":\"text\",\"text\":\"Hi\"}],\"usage\":{\"input_tokens\":1,\"output_tokens\":1}}",
            "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"Hel\"}}"),
    GEMINI(
            Provider.Protocol.GEMINI,
            "/v1beta/models/%s:generateContent",
            "x-goog-api-key: ",
            "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"Hi\"}]},\"finishReason\":\"STOP\"}],\"usageMetadata\":{\"promptTokenCount\":1,\"candidatesTokenCount\":1}}",
            "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"Hel\"}]}}]}");

    private final Provider.Protocol protocol;
    private final String path;
    private final String keyHeader;
    private final String goodAnswer;
    private final String chunk;

    WireFormat(
            Provider.Protocol protocol,
            String path,
            String keyHeader,
            String goodAnswer,
            String chunk) {
        this.protocol = protocol;
        this.path = path;
        this.keyHeader = keyHeader;
        this.goodAnswer = goodAnswer;
        this.chunk = chunk;
    }

    /// An error as its caller reads it.
    ///
    /// @param code null where the protocol has none
    /// @param param null where none is named
    record Told(String message, @Nullable String code, @Nullable String param) {}

    Provider.Protocol protocol() {
        return protocol;
    }

    String goodAnswer() {
        return goodAnswer;
    }

    /// An event of a streamed answer that says "Hel".
    String chunk() {
        return chunk;
    }

    String question(String model, String words) {
        return switch (this) {
            case OPENAI, ANTHROPIC ->
                    "{\"model\":\"%s\",\"max_tokens\":100,\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}"
                            .formatted(model, words);
            case GEMINI ->
                    "{\"contents\":[{\"parts\":[{\"text\":\"%s\"}]}],\"generationConfig\":{\"maxOutputTokens\":100}}"
                            .formatted(words);
        };
    }

    /// A whole request.
    ///
    /// @param secret null: no key is sent
    String post(@Nullable String secret, String model, String body, String... headers) {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        return head(secret, model, headers) + "Content-Length: " + length + "\r\n\r\n" + body;
    }

    /// A streamed request.
    String stream(String secret, String model) {
        String body = question(model, "hi");
        return this == GEMINI
                ? post(secret, model, body)
                        .replace(":generateContent", ":streamGenerateContent?alt=sse")
                : post(secret, model, body.replace("{\"model\"", "{\"stream\":true,\"model\""));
    }

    /// The start of a request, up to its length.
    String head(@Nullable String secret, String model, String... headers) {
        StringBuilder head =
                new StringBuilder("POST " + path.formatted(model) + " HTTP/1.1\r\n")
                        .append(headers.length > 0 ? "" : "Host: localhost\r\n")
                        .append(secret == null ? "" : keyHeader + secret + "\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        return head.append("Content-Type: application/json\r\n").toString();
    }

    /// Reads an error in this protocol's shape, which must be complete.
    Told error(Answer answer) {
        assertThat(answer.header("content-type")).startsWith("application/json");
        return error(answer.status(), Json.MAPPER.readTree(answer.body()));
    }

    Told error(int status, JsonNode body) {
        JsonNode error = body.path("error");
        assertThat(error.path("message").isString()).as(body.toString()).isTrue();
        String message = error.path("message").asString();
        switch (this) {
            case OPENAI -> {
                assertThat(error.propertyNames())
                        .containsExactly("message", "type", "param", "code");
                assertThat(error.path("type").asString()).isNotBlank();
                return new Told(message, text(error, "code"), text(error, "param"));
            }
            case ANTHROPIC -> {
                assertThat(body.path("type").asString()).isEqualTo("error");
                assertThat(error.path("type").asString()).isEqualTo(anthropicType(status));
                return new Told(message, null, null);
            }
            case GEMINI -> {
                assertThat(error.path("code").asInt()).isEqualTo(status);
                assertThat(error.path("status").asString()).isEqualTo(geminiStatus(status));
                return new Told(message, text(error.path("details").path(0), "reason"), null);
            }
        }
        throw new AssertionError(this);
    }

    private static @Nullable String text(JsonNode node, String field) {
        return node.path(field).isString() ? node.path(field).asString() : null;
    }

    private static String anthropicType(int status) {
        return switch (status) {
            case 400, 422 -> "invalid_request_error";
            case 401 -> "authentication_error";
            case 402 -> "billing_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 413 -> "request_too_large";
            case 429 -> "rate_limit_error";
            case 500, 502 -> "api_error";
            case 503 -> "overloaded_error";
            case 504 -> "timeout_error";
            default -> throw new AssertionError(status);
        };
    }

    private static String geminiStatus(int status) {
        return switch (status) {
            case 400, 413, 422 -> "INVALID_ARGUMENT";
            case 401 -> "UNAUTHENTICATED";
            case 402 -> "FAILED_PRECONDITION";
            case 403 -> "PERMISSION_DENIED";
            case 404 -> "NOT_FOUND";
            case 429 -> "RESOURCE_EXHAUSTED";
            case 500, 502 -> "INTERNAL";
            case 503 -> "UNAVAILABLE";
            case 504 -> "DEADLINE_EXCEEDED";
            default -> throw new AssertionError(status);
        };
    }
}
