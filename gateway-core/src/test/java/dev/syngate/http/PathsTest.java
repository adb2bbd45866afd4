package dev.syngate.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/chat/completions",
                "/api/v1/chat/completions",
                "/chat/completions",
                "/rpc/anything/api/v1/chat/completions",
                "/v1/v1/chat/completions",
                "/v1/chat/completions/chat/completions",
                "//v1//chat/completions/"
            })
    void everyFormOfTheBaseUrlReachesTheEndpoint(String path) {
        assertThat(Paths.of(path).joined()).isEqualTo("chat/completions");
    }

    @Test
    void whatShouldBeFixedIsSaid() {
        assertThat(Paths.of("/v1/v1/models").hint()).contains("twice");
        assertThat(Paths.of("/v1/models").hint()).isNull();
    }
}
