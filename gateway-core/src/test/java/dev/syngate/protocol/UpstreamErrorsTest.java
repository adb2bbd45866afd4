package dev.syngate.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.protocol.UpstreamErrors.UpstreamError;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpstreamErrorsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            textBlock =
                    """
                    {"error":{"message":"m","type":"t","code":"c"}}          | m | c
                    {"error":{"message":"m","type":"t","code":null}}         | m | t
                    {"type":"error","error":{"type":"t","message":"m"}}      | m | t
                    [{"error":{"code":400,"message":"m","status":"X"}}]      | m | 400
                    {"error":{"code":"1113","message":"m"}}                  | m | 1113
                    {"code":"c","error":"m"}                                 | m | c
                    {"object":"error","message":{"detail":[{"msg":"m"}]},"code":"3505"} | m | 3505
                    {"detail":[{"type":"x","msg":"m"}]}                      | m | -
                    {"detail":"m"}                                           | m | -
                    {"base_resp":{"status_code":1008,"status_msg":"m"}}      | m | 1008
                    {"code":30001,"message":"m","data":null}                 | m | 30001
                    {"errors":[{"message":"m","code":"c"}]}                  | m | c
                    {"status":404,"title":"m"}                               | m | -
                    just text                                                | just text | -
                    {}                                                       | the provider gave no reason | -
                    """)
    void theWordsAreFoundInEveryShape(String body, String message, String code) {
        assertThat(read(body)).isEqualTo(new UpstreamError(message, code));
    }

    @Test
    void webPagesAreNeverPassedOn() {
        assertThat(read("<!DOCTYPE html><title>Attention | host.example</title>").message())
                .isEqualTo("the provider answered with a web page instead of JSON");
        assertThat(read("{\"error\":\"<b>bad</b>\\n gateway\"}").message())
                .isEqualTo("bad gateway");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sk-proj-abcDEF123456",
                "sk-ant-api03-xx_yy-1234567",
                "sk-abc***********wxyz",
                "AIzaSyA1234567890abcdef",
                "Bearer abc.def.ghi",
                "gsk_12345678abcdefgh",
                "0123456789abcdef0123456789abcdef"
            })
    void credentialsAreMasked(String secret) {
        String message =
                read("{\"error\":{\"message\":\"Incorrect API key provided: "
                                + secret
                                + ", see docs\"}}")
                        .message();
        assertThat(message).isEqualTo("Incorrect API key provided: ***, see docs");
    }

    @Test
    void longTextsAreCut() {
        assertThat(read("a b ".repeat(10_000)).message()).hasSize(500).endsWith("…");
    }

    @Test
    void anEmptyBodyHasNoReason() {
        assertThat(read("").message()).isEqualTo("the provider gave no reason");
    }

    private static UpstreamError read(String body) {
        return UpstreamErrors.read(body.getBytes(StandardCharsets.UTF_8));
    }
}
