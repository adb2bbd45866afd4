package dev.syngate.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.protocol.Endpoint;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/// The rows of what providers want said differently.
class QuirksTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    api.openai.com | gpt-5.1 | "reasoning_effort":"max" | "reasoning_effort":"high"
                    api.openai.com | o4-mini | "reasoning_effort":"none" | "reasoning_effort":"low"
                    api.deepseek.com | deepseek-v4.1 | "reasoning_effort":"medium" | "reasoning_effort":"low","thinking":{"type":"enabled"}
                    api.deepseek.com | deepseek-v4.1 | "reasoning_effort":"none" | "thinking":{"type":"disabled"}
                    api.z.ai | glm-5 | "reasoning_effort":"low" | "thinking":{"type":"enabled"}
                    dashscope-intl.aliyuncs.com | qwen4-max | "reasoning_effort":"low" | "enable_thinking":true,"thinking_budget":2048
                    api.mistral.ai | m | "seed":7,"user":"u" | "random_seed":7
                    api.groq.com | m | "messages":[{"role":"assistant","reasoning_content":"r"}] | "messages":[{"role":"assistant","reasoning":"r"}]
                    api.deepseek.com | m | "messages":[{"role":"user"},{"role":"assistant"}] | "messages":[{"role":"user"},{"role":"assistant","reasoning_content":""}]
                    localhost | anything | "seed":7,"reasoning_effort":"max" | "seed":7,"reasoning_effort":"max"
                    """)
    void sayItTheirWay(String host, String model, String usual, String theirs) {
        ObjectNode request = Quirks.read(("{" + usual + "}").getBytes(StandardCharsets.UTF_8));
        List<Quirk> known = Quirks.known(Endpoint.CHAT, host, model);
        Quirks.apply(known, request);
        // as it is sent: of a number, what it is and not how it is held
        byte[] sent = request.toString().getBytes(StandardCharsets.UTF_8);
        assertThat(Quirks.read(sent))
                .isEqualTo(Quirks.read(("{" + theirs + "}").getBytes(StandardCharsets.UTF_8)));
    }
}
