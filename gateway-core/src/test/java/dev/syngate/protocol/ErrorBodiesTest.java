package dev.syngate.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.call.ErrorCode;
import dev.syngate.call.Refusal;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

class ErrorBodiesTest {
    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void everyCodeIsToldToOpenAisClients(ErrorCode code) {
        JsonNode error = body(code, ErrorShape.OPENAI).path("error");
        assertThat(error.propertyNames())
                .containsExactlyInAnyOrder("message", "type", "param", "code");
        assertThat(error.path("message").asString()).isEqualTo("Do \"this\".");
        assertThat(error.path("code").asString()).isEqualTo(code.code());
        assertThat(error.path("type").asString()).isEqualTo(code.type());
        assertThat(error.path("param").asString()).isEqualTo("field");
    }

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void everyCodeIsToldToAnthropicsClients(ErrorCode code) {
        JsonNode body = body(code, ErrorShape.ANTHROPIC);
        assertThat(body.path("type").asString()).isEqualTo("error");
        assertThat(body.path("error").path("message").asString()).isEqualTo("Do \"this\".");
        String type =
                switch (code.status()) {
                    case 400, 405, 409 -> "invalid_request_error";
                    case 401 -> "authentication_error";
                    case 402 -> "billing_error";
                    case 403 -> "permission_error";
                    case 404 -> "not_found_error";
                    case 413 -> "request_too_large";
                    case 429 -> "rate_limit_error";
                    case 500, 502, 508 -> "api_error";
                    case 503 -> "overloaded_error";
                    case 504 -> "timeout_error";
                    default -> "no type is known for " + code.status();
                };
        assertThat(body.path("error").path("type").asString()).isEqualTo(type);
    }

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void everyCodeIsToldToGooglesClients(ErrorCode code) {
        JsonNode error = body(code, ErrorShape.GEMINI).path("error");
        assertThat(error.path("code").asInt()).isEqualTo(code.status());
        assertThat(error.path("message").asString()).isEqualTo("Do \"this\".");
        String status =
                switch (code.status()) {
                    case 400, 405, 413 -> "INVALID_ARGUMENT";
                    case 401 -> "UNAUTHENTICATED";
                    case 402 -> "FAILED_PRECONDITION";
                    case 403 -> "PERMISSION_DENIED";
                    case 404 -> "NOT_FOUND";
                    case 409 -> "ABORTED";
                    case 429 -> "RESOURCE_EXHAUSTED";
                    case 500, 502, 508 -> "INTERNAL";
                    case 503 -> "UNAVAILABLE";
                    case 504 -> "DEADLINE_EXCEEDED";
                    default -> "no status is known for " + code.status();
                };
        assertThat(error.path("status").asString()).isEqualTo(status);
        assertThat(error.at("/details/0/reason").asString()).isEqualTo(code.code());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    OPENAI    | data: {"error":
                    ANTHROPIC | event: error
                    GEMINI    | data: {"error":{"code":502
                    """)
    void withinAStreamItIsOneEvent(ErrorShape shape, String start) {
        Refusal refusal = Refusal.of(ErrorCode.UPSTREAM_ERROR, "two\n\nlines");
        String event = new String(ErrorBodies.event(refusal, shape), StandardCharsets.UTF_8);
        assertThat(event).startsWith(start).endsWith("}\n\n").containsOnlyOnce("\n\n");
    }

    private static JsonNode body(ErrorCode code, ErrorShape shape) {
        Refusal refusal = new Refusal(code, "Do \"this\".", "field", null);
        return Json.MAPPER.readTree(ErrorBodies.of(refusal, shape));
    }
}
