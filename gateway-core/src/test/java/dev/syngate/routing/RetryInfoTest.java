package dev.syngate.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryInfoTest {
    @Test
    void theDelayIsReadAlsoFromAnArray() {
        String error =
                "{\"error\":{\"code\":429,\"details\":[{\"@type\":\"x\"},{\"retryDelay\":\"34.5s\"}]}}";
        assertThat(read(error)).isEqualTo(Duration.ofMillis(34_500));
        assertThat(read("[" + error + "]")).isEqualTo(Duration.ofMillis(34_500));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "{}",
                "[]",
                "{\"error\":{\"details\":[{\"retryDelay\":\"soon\"}]}}",
                "{\"error\":{\"details\":[{\"retryDelay\":\"-1s\"}]}}",
                "{\"error\":{\"details\":[{\"retryDelay\":\"99999999s\"}]}}"
            })
    void nothingElseIsADelay(String body) {
        assertThat(read(body)).isNull();
    }

    private static Duration read(String body) {
        return RetryInfo.read(body.getBytes(StandardCharsets.UTF_8));
    }
}
