package dev.syngate.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.call.ErrorCode;
import dev.syngate.protocol.UpstreamErrors;
import dev.syngate.routing.UpstreamFailure.Failed;
import dev.syngate.routing.UpstreamFailure.Rejected;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpstreamFailureTest {
    @ParameterizedTest
    @ValueSource(ints = {400, 404, 413, 415, 422})
    void theCallersMistakesAreToldInTheProvidersWords(int status) {
        assertThat(of(status, "{\"error\":{\"message\":\"no such thing\",\"code\":\"c\"}}"))
                .isEqualTo(new Rejected(status, "no such thing", "c"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    400 | {"error":{"code":400,"message":"API key not valid. Please pass a valid API key.","status":"INVALID_ARGUMENT"}} | UPSTREAM_AUTH_ERROR
                    400 | {"code":"invalid-argument","error":"Incorrect API key provided: xx"} | UPSTREAM_AUTH_ERROR
                    400 | {"type":"error","error":{"type":"invalid_request_error","message":"Your credit balance is too low to access the API."}} | UPSTREAM_OUT_OF_CREDIT
                    400 | {"error":{"code":"Arrearage","message":"Access denied, please make sure your account is in good standing."}} | UPSTREAM_OUT_OF_CREDIT
                    402 | {"error":{"message":"Insufficient Balance"}} | UPSTREAM_OUT_OF_CREDIT
                    429 | {"error":{"message":"You exceeded your current quota","code":"insufficient_quota"}} | UPSTREAM_OUT_OF_CREDIT
                    401 | {} | UPSTREAM_AUTH_ERROR
                    403 | {} | UPSTREAM_FORBIDDEN
                    403 | {"error":{"message":"Country, region, or territory not supported"}} | UPSTREAM_FORBIDDEN
                    403 | {"error":{"message":"Your API key has no rights"}} | UPSTREAM_AUTH_ERROR
                    408 | {} | UPSTREAM_TIMEOUT
                    429 | {} | UPSTREAM_RATE_LIMITED
                    500 | {} | UPSTREAM_ERROR
                    504 | {} | UPSTREAM_TIMEOUT
                    529 | {} | UPSTREAM_ERROR
                    301 | {} | UPSTREAM_ERROR
                    """)
    void whatTheCallerCannotMendIsTheProvidersFault(int status, String body, ErrorCode code) {
        assertThat(of(status, body)).isInstanceOf(Failed.class);
        assertThat(((Failed) of(status, body)).refusal().code()).isEqualTo(code);
        assertThat(((Failed) of(status, body)).refusal().message()).contains("\"Mock\"");
    }

    @Test
    void aModeratorsRefusalIsToldInItsWords() {
        assertThat(of(403, "{\"error\":{\"message\":\"flagged by moderation\",\"code\":403}}"))
                .isEqualTo(new Rejected(403, "flagged by moderation", "403"));
    }

    @Test
    void aSpentQuotaThatComesBackIsARateLimit() {
        byte[] told =
                "{\"error\":{\"message\":\"You exceeded your current quota\"}}"
                        .getBytes(StandardCharsets.UTF_8);
        UpstreamFailure limited =
                UpstreamFailure.of(429, UpstreamErrors.read(told), Duration.ofSeconds(7), "Mock");
        assertThat(((Failed) limited).refusal().code()).isEqualTo(ErrorCode.UPSTREAM_RATE_LIMITED);
    }

    @ParameterizedTest
    @CsvSource({"invalid_request_error, 400", "404, 404", "content_filter, 0"})
    void aFailureUnderAGoodStatusIsWhatItsCodeSays(String code, int status) {
        UpstreamFailure failure =
                UpstreamFailure.inSpiteOfStatus(
                        new UpstreamErrors.UpstreamError("no such thing", code), "Mock");
        if (status == 0) {
            assertThat(((Failed) failure).refusal().code()).isEqualTo(ErrorCode.UPSTREAM_ERROR);
        } else {
            assertThat(failure).isEqualTo(new Rejected(status, "no such thing", code));
        }
    }

    @Test
    void aRateLimitKeepsItsWait() {
        UpstreamFailure limited =
                UpstreamFailure.of(
                        429, UpstreamErrors.read(new byte[0]), Duration.ofSeconds(7), "Mock");
        assertThat(((Failed) limited).refusal().retryAfter()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void noAnswerIsATimeOutOrAnError() {
        assertThat(UpstreamFailure.of(new SocketTimeoutException(), "Mock").refusal().code())
                .isEqualTo(ErrorCode.UPSTREAM_TIMEOUT);
        assertThat(UpstreamFailure.of(new IOException(), "Mock").refusal().code())
                .isEqualTo(ErrorCode.UPSTREAM_ERROR);
    }

    private static UpstreamFailure of(int status, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return UpstreamFailure.of(status, UpstreamErrors.read(bytes), null, "Mock");
    }
}
