package dev.syngate.gateway;

import dev.syngate.provider.Provider;

/// How streams look in each protocol.
enum StreamShape {
    CHAT(
            Provider.Protocol.OPENAI_CHAT,
            "/v1/chat/completions",
            "{\"model\":\"m\",\"stream\":true,\"max_tokens\":%d,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}",
            "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"%s\"}}]}",
            "{\"choices\":[{\"index\":0,\"delta\":{\"reasoning_content\":\"%s\"}}]}",
            "{\"choices\":[],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":%d}}",
            "[DONE]",
            "\"code\":\"insufficient_balance\""),
    MESSAGES(
            Provider.Protocol.ANTHROPIC_MESSAGES,
            "/v1/messages",
            "{\"model\":\"m\",\"stream\":true,\"max_tokens\":%d,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}",
            "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"%s\"}}",
            "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"thinking_delta\",\"thinking\":\"%s\"}}",
            "{\"type\":\"message_delta\",\"usage\":{\"input_tokens\":7,\"output_tokens\":%d}}",
            "{\"type\":\"message_stop\"}",
            "\"type\":\"billing_error\""),
    GEMINI(
            Provider.Protocol.GEMINI,
            "/v1beta/models/m:streamGenerateContent",
            "{\"contents\":[{\"parts\":[{\"text\":\"hi\"}]}],\"generationConfig\":{\"maxOutputTokens\":%d}}",
            "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"%s\"}]}}]}",
            "{\"candidates\":[{\"content\":{\"parts\":[{\"thought\":true,\"text\":\"%s\"}]}}]}",
            "{\"usageMetadata\":{\"promptTokenCount\":7,\"candidatesTokenCount\":%d}}",
            "{\"candidates\":[{\"finishReason\":\"STOP\"}]}",
            "\"reason\":\"insufficient_balance\"");

    private final Provider.Protocol protocol;
    private final String path;
    private final String body;
    private final String text;
    private final String thought;
    private final String usage;
    private final String end;
    private final String unpaid;

    StreamShape(
            Provider.Protocol protocol,
            String path,
            String body,
            String text,
            String thought,
            String usage,
            String end,
            String unpaid) {
        this.protocol = protocol;
        this.path = path;
        this.body = body;
        this.text = text;
        this.thought = thought;
        this.usage = usage;
        this.end = end;
        this.unpaid = unpaid;
    }

    Provider.Protocol protocol() {
        return protocol;
    }

    String path() {
        return path;
    }

    /// A request for the model "m".
    String body(int maxTokens) {
        return body.formatted(maxTokens);
    }

    String text(String words) {
        return text.formatted(words);
    }

    String thought(String words) {
        return thought.formatted(words);
    }

    /// What the provider reports: 7 tokens of input, and the output.
    String usage(int output) {
        return usage.formatted(output);
    }

    /// The event that says the answer is complete.
    String end() {
        return end;
    }

    /// What the error of an answer that can't be paid any more contains.
    String unpaid() {
        return unpaid;
    }
}
