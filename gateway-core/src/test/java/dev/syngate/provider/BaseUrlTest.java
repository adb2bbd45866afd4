package dev.syngate.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syngate.call.RefusedException;
import dev.syngate.provider.Provider.Protocol;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BaseUrlTest {
    @ParameterizedTest
    @CsvSource({
        "OPENAI_CHAT, https://api.openai.com, https://api.openai.com/v1",
        "OPENAI_CHAT, ' https://api.openai.com/v1/ ', https://api.openai.com/v1",
        "OPENAI_CHAT, HTTP://LocalHost:11434//, http://localhost:11434/v1",
        "OPENAI_CHAT, http://h/openapi/chat/completions, http://h/openapi",
        "OPENAI_CHAT, http://h:9/chat/completions, http://h:9",
        "OPENAI_CHAT, http://h/v1/embeddings, http://h/v1",
        "OPENAI_CHAT, http://h/v1/images/generations/, http://h/v1",
        "OPENAI_CHAT, http://h/v1/models, http://h/v1",
        "OPENAI_RESPONSES, http://h/api/responses, http://h/api",
        "OPENAI_CHAT, https://h/api/Paas/v4, https://h/api/Paas/v4",
        "OPENAI_CHAT, https://h/v1beta/openai, https://h/v1beta/openai",
        "OPENAI_CHAT, https://h/inference, https://h/inference",
        "OPENAI_CHAT, http://my_ollama:11434, http://my_ollama:11434/v1",
        "OPENAI_CHAT, http://[::1]:11434, http://[::1]:11434/v1",
        "OPENAI_CHAT, http://[FD00::1]/v1, http://[fd00::1]/v1",
        "ANTHROPIC_MESSAGES, https://api.anthropic.com, https://api.anthropic.com/v1",
        "ANTHROPIC_MESSAGES, https://h/anthropic, https://h/anthropic/v1",
        "ANTHROPIC_MESSAGES, https://h/anthropic/messages, https://h/anthropic",
        "ANTHROPIC_MESSAGES, https://h/v1/messages/count_tokens, https://h/v1",
        "GEMINI, https://h, https://h/v1beta",
        "GEMINI, https://h/v1/publishers/google, https://h/v1/publishers/google",
        "GEMINI, https://h/v1beta/models/gemini-2.5-pro:generateContent, https://h/v1beta"
    })
    void whatPeoplePasteBecomesABaseUrl(Protocol protocol, String typed, String baseUrl) {
        assertThat(BaseUrl.normalize(protocol, typed)).isEqualTo(baseUrl);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "api.openai.com/v1",
                "ftp://h/v1",
                "http://",
                "http:///v1",
                "http://user:secret@h/v1",
                "http://h/v1?key=secret",
                "http://h/v1#part",
                "http://h:99999/v1",
                "http://h:port/v1",
                "http://a b/v1",
                "http://[::1/v1"
            })
    void whatIsNoAddressIsRefusedWithoutRepeatingIt(String typed) {
        assertThatThrownBy(() -> BaseUrl.normalize(Protocol.OPENAI_CHAT, typed))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.refusal().param()).isEqualTo("base_url"))
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @CsvSource({
        "http://my_ollama:11434/v1, true",
        "http://localhost:1234/v1, true",
        "http://nas.local/v1, true",
        "http://host.docker.internal:11434/v1, true",
        "http://192.168.1.7:8000/v1, true",
        "http://[::1]:8080/v1, true",
        "http://[fd12::7]:8080/v1, true",
        "https://api.openai.com/v1, false",
        "https://8.8.8.8/v1, false",
        "https://[2606:4700::1111]/v1, false"
    })
    void serversOfTheOwnMachineAndNetworkAreKnown(String baseUrl, boolean local) {
        Provider provider =
                new Provider("id", "p", Protocol.OPENAI_CHAT, baseUrl, null, 0, 1, true);
        assertThat(provider.isLocal()).isEqualTo(local);
    }
}
