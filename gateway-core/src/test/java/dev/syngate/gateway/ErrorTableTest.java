package dev.syngate.gateway;

import static dev.syngate.gateway.ScriptedUpstream.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.gateway.ErrorScene.Situation;
import dev.syngate.gateway.RawConnection.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every way in which a call is refused, produced for real and told in each protocol.
@Timeout(60)
class ErrorTableTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final String UPSTREAM_KEY = "sk-upstream-0123456789";
    private static final String REFUSED_KEY =
            "{\"error\":{\"message\":\"Incorrect API key provided: " + UPSTREAM_KEY + "\"}}";
    private static final String NO_SUCH =
            "{\"error\":{\"message\":\"tool 7 is odd\",\"type\":\"t\",\"code\":\"odd_tool\"}}";

    @TempDir private Path folder;

    /// One row of the table.
    ///
    /// @param says a part of the message, best what is to be done
    record Row(int status, String code, String when, String says, Situation situation) {
        @Override
        public String toString() {
            return status + " " + code + " " + when;
        }
    }

    private static Row row(int status, String code, String when, String says, Situation situation) {
        return new Row(status, code, when, says, situation);
    }

    private static final List<Row> TABLE =
            List.of(
                    row(400, "invalid_request", "bad JSON", "JSON", s -> s.send("{\"model\":")),
                    row(
                            400,
                            "invalid_request",
                            "no messages",
                            "is missing",
                            s -> s.send("{\"model\":\"" + s.model() + "\"}")),
                    row(
                            400,
                            "invalid_request",
                            "a wrong type",
                            "must be",
                            ErrorScene::sendWrongType),
                    row(
                            400,
                            "context_length_exceeded",
                            "too long a prompt",
                            "Shorten it",
                            s -> s.longest(50).ask("word ".repeat(100))),
                    row(
                            401,
                            "invalid_api_key",
                            "no key",
                            "Send one of Syngate's keys",
                            s -> s.with(null).ask()),
                    row(
                            401,
                            "invalid_api_key",
                            "an unknown key",
                            "syngate key create",
                            s -> s.with("sk-syn-unknown").ask()),
                    row(
                            401,
                            "invalid_api_key",
                            "a malformed key",
                            "syngate key create",
                            s -> s.with("!").ask()),
                    row(
                            401,
                            "expired_api_key",
                            "an expired key",
                            "Create a new one",
                            s -> s.expired().ask()),
                    row(
                            401,
                            "disabled_api_key",
                            "a disabled key",
                            "Enable it",
                            s -> s.disabled().ask()),
                    row(
                            402,
                            "insufficient_balance",
                            "an empty account",
                            "Add balance",
                            s -> s.poor().ask()),
                    row(402, "insufficient_quota", "a spent quota", "quota", s -> s.frugal().ask()),
                    row(
                            403,
                            "ip_not_allowed",
                            "another address",
                            "127.0.0.1",
                            s -> s.limited(List.of(), List.of("10.1.0.0/16"), null).ask()),
                    row(
                            403,
                            "host_not_allowed",
                            "another host",
                            "--allow-host",
                            s -> s.send(s.question("hi"), "Host: evil.example")),
                    row(
                            403,
                            "origin_not_allowed",
                            "a web page",
                            "--allow-origin",
                            s ->
                                    s.send(
                                            s.question("hi"),
                                            "Host: localhost",
                                            "Origin: https://evil.example")),
                    row(
                            404,
                            "model_not_found",
                            "an unknown model",
                            "GET /v1/models",
                            s -> s.named("no-such").ask()),
                    row(
                            404,
                            "model_not_found",
                            "a disabled model",
                            "GET /v1/models",
                            s -> s.disabledModel().ask()),
                    row(
                            404,
                            "model_not_found",
                            "a model not for the key",
                            "GET /v1/models",
                            s -> s.limited(List.of("other-*"), List.of(), null).ask()),
                    row(
                            404,
                            "model_not_found",
                            "a model not for the group",
                            "GET /v1/models",
                            s -> s.grouped("other-*").ask()),
                    row(413, "request_too_large", "too large a body", "64", ErrorScene::sendHuge),
                    row(
                            429,
                            "rate_limit_exceeded",
                            "too many requests",
                            "Wait and try again",
                            s -> s.answering().limited(List.of(), List.of(), 1).askTwice("hi")),
                    row(
                            429,
                            "rate_limit_exceeded",
                            "too many tokens",
                            "Wait and try again",
                            s -> s.answering().limitedTokens(100).askTwice("word ".repeat(200))),
                    row(
                            429,
                            "rate_limit_exceeded",
                            "too many at a time",
                            "Wait and try again",
                            ErrorScene::askTwiceAtATime),
                    row(
                            429,
                            "upstream_rate_limited",
                            "all routes limited",
                            "try again",
                            s ->
                                    s.answering(json(429, "{}", "Retry-After: 70"))
                                            .answering(json(429, "{}", "Retry-After: 7"))
                                            .answering(json(429, "{}"))
                                            .ask()),
                    row(
                            500,
                            "internal_error",
                            "a bug of ours",
                            "request id req_",
                            ErrorScene::askWithDamagedProvider),
                    row(
                            502,
                            "upstream_auth_error",
                            "a key that can't be read",
                            "can't be read. Enter it again",
                            ErrorScene::askWithForeignVault),
                    row(
                            502,
                            "upstream_error",
                            "a failing provider",
                            "status 500: out of luck. Try again",
                            s -> s.answering(json(500, "{\"error\":\"out of luck\"}")).ask()),
                    row(
                            502,
                            "upstream_error",
                            "a provider that is not there",
                            "Check its address",
                            s -> s.unreachable().ask()),
                    row(
                            402,
                            "upstream_out_of_credit",
                            "a spent quota at OpenAI",
                            "Top it up",
                            s ->
                                    s.answering(
                                                    json(
                                                            429,
                                                            "{\"error\":{\"message\":\"You exceeded your current quota\",\"code\":\"insufficient_quota\"}}"))
                                            .ask()),
                    row(
                            403,
                            "upstream_forbidden",
                            "a region that the provider does not serve",
                            "Country not supported. Use another model",
                            s ->
                                    s.answering(
                                                    json(
                                                            403,
                                                            "{\"error\":{\"message\":\"Country not supported\"}}"))
                                            .ask()),
                    row(
                            403,
                            "flagged",
                            "a question that a moderator refuses",
                            "Your input was flagged",
                            s ->
                                    s.answering(
                                                    json(
                                                            403,
                                                            "{\"error\":{\"message\":\"Your input was flagged\",\"code\":\"flagged\"}}"))
                                            .ask()),
                    row(
                            402,
                            "upstream_out_of_credit",
                            "no credit at Anthropic",
                            "Top it up",
                            s ->
                                    s.answering(
                                                    json(
                                                            400,
                                                            "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\"Your credit balance is too low to access the Anthropic API.\"}}"))
                                            .ask()),
                    row(
                            502,
                            "upstream_auth_error",
                            "a credential that is refused with 401",
                            "Check the provider's API key",
                            s -> s.answering(json(401, REFUSED_KEY)).ask()),
                    row(
                            502,
                            "upstream_auth_error",
                            "a credential that is refused with 403",
                            "Check the provider's API key",
                            s -> s.answering(json(403, REFUSED_KEY)).ask()),
                    row(
                            502,
                            "upstream_auth_error",
                            "a credential that is refused with 400 by Gemini",
                            "Check the provider's API key",
                            s ->
                                    s.answering(
                                                    json(
                                                            400,
                                                            "{\"error\":{\"code\":400,\"message\":\"API key not valid. Please pass a valid API key.\",\"status\":\"INVALID_ARGUMENT\"}}"))
                                            .ask()),
                    row(
                            503,
                            "no_provider_available",
                            "all providers disabled",
                            "Enable a provider",
                            s -> s.disabledProvider().ask()),
                    row(
                            504,
                            "upstream_timeout",
                            "a silent provider",
                            "Try again",
                            s -> s.waiting(SHORT).silent().ask()),
                    row(
                            504,
                            "upstream_timeout",
                            "a provider that timed out itself",
                            "Try again",
                            s -> s.answering(json(504, "{}")).ask()),
                    row(
                            400,
                            "odd_tool",
                            "refused upstream",
                            "tool 7 is odd",
                            s -> s.answering(json(400, NO_SUCH)).ask()),
                    row(
                            404,
                            "odd_tool",
                            "not found upstream",
                            "tool 7 is odd",
                            s -> s.answering(json(404, NO_SUCH)).ask()),
                    row(
                            422,
                            "odd_tool",
                            "not understood upstream",
                            "tool 7 is odd",
                            s -> s.answering(json(422, NO_SUCH)).ask()));

    static Stream<Arguments> rows() {
        return TABLE.stream()
                .flatMap(row ->
                        Stream.of(WireFormat.values()).map(format -> Arguments.of(row, format)));
    }

    @ParameterizedTest(name = "{0}, told to {1}")
    @MethodSource("rows")
    void everyRefusalIsToldInTheCallersProtocol(Row row, WireFormat format) throws Exception {
        try (ErrorScene scene = new ErrorScene(folder, format, UPSTREAM_KEY)) {
            Answer answer = row.situation().produce(scene);
            assertThat(answer.status()).as(answer.body()).isEqualTo(row.status());
            assertThat(answer.header("x-request-id")).startsWith("req_");
            assertThat(answer.body()).doesNotContain(UPSTREAM_KEY);
            WireFormat.Told told = format.error(answer);
            assertThat(told.message()).contains(row.says()).hasSizeGreaterThan(10);
            if (format != WireFormat.ANTHROPIC) {
                assertThat(told.code()).isEqualTo(row.code());
            }
            assertThat(answer.header("x-should-retry"))
                    .isEqualTo(row.status() == 402 ? "false" : null);
            if (row.status() == 429) {
                assertThat(answer.header("retry-after")).matches("[1-9]\\d*");
            }
            if (row.code().equals("upstream_rate_limited")) {
                assertThat(answer.header("retry-after")).isEqualTo("7");
            }
        }
    }
}
