package dev.syngate.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.protocol.UpstreamErrors;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/// What providers really say when they do not take a parameter.
class ComplaintTest {
    private static final String REQUEST =
            """
            {"model":"m","max_tokens":5,"temperature":1,"top_p":1,"seed":1,"user":"u","store":false,
            "parallel_tool_calls":true,"reasoning_effort":"high","stream_options":{"include_usage":true},
            "messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"","reasoning_content":"r"}],
            "tools":[{"type":"function","function":{"name":"t","strict":true,"parameters":{}},
            "functionDeclarations":[{"name":"t","parametersJsonSchema":{}}]}]}
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    {"error":{"message":"Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.","param":"max_tokens"}} | max_tokens → max_completion_tokens
                    {"error":{"message":"Unsupported value: 'temperature' does not support 0.2 with this model. Only the default (1) value is supported.","param":"temperature"}} | without temperature
                    {"error":{"message":"`temperature` is deprecated for this model."}} | without temperature
                    {"detail":[{"type":"extra_forbidden","loc":["body","seed"],"msg":"Extra inputs are not permitted","input":1}]} | without seed
                    {"object":"error","message":{"detail":[{"type":"extra_forbidden","loc":["body","user"],"msg":"Extra inputs are not permitted"}]}} | without user
                    {"error":{"message":"store: Extra inputs are not permitted"}} | without store
                    {"error":{"message":"Invalid JSON payload received. Unknown name \\"seed\\": Cannot find field."}} | without seed
                    {"error":{"message":"Invalid JSON payload received. Unknown name \\"parametersJsonSchema\\" at 'tools[0].function_declarations[0]': Cannot find field."}} | tools.*.functionDeclarations.*.parametersJsonSchema → parameters
                    {"error":{"message":"'messages.1' : for 'role:assistant' the following must be satisfied[('messages.1' : property 'reasoning_content' is unsupported)]"}} | messages.*.reasoning_content → reasoning
                    {"error":{"message":"Function tools with reasoning_effort are not supported for gpt-5.6 in /v1/chat/completions."}} | without reasoning_effort
                    {"error":{"message":"Invalid schema for function 't': In context=(), 'additionalProperties' is required to be supplied and to be false."}} | without tools.*.function.strict
                    {"error":{"message":"The reasoning_content in the thinking mode must be passed back to the API."}} | always with messages.*.reasoning_content
                    {"error":{"message":"Unknown field in the body"}} | without stream_options
                    {"error":{"message":"the prompt for this user is too long"}} | none
                    {"error":{"message":"max_tokens is too large: 5. This model supports at most 4 tokens."}} | none
                    {"error":{"message":"Unsupported image in the message of the user"}} | none
                    """)
    void areUnderstood(String body, String remedy) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        ObjectNode request = Quirks.read(REQUEST.getBytes(StandardCharsets.UTF_8));
        Quirk found = new Complaint(UpstreamErrors.read(bytes), body).remedy(request, true);
        assertThat(found == null ? "none" : found.words()).isEqualTo(remedy);
    }
}
