package dev.syngate.gateway;

import dev.syngate.provider.Provider;
import java.util.List;

/// How the answer "hello world" of 100 tokens in and 20 out is asked for and told.
enum Spoken {
    CHAT(
            Provider.Protocol.OPENAI_CHAT,
            "/v1/chat/completions",
            "{\"id\":\"c\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"hello world\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":100,\"completion_tokens\":20,\"total_tokens\":120}}",
            "[DONE]",
            "{\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"hello\"},\"finish_reason\":null}]}",
            "{\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\" world\"},\"finish_reason\":null}]}",
            "{\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}",
            "{\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"choices\":[],\"usage\":{\"prompt_tokens\":100,\"completion_tokens\":20,\"total_tokens\":120}}"),
    COMPLETIONS(
            Provider.Protocol.OPENAI_CHAT,
            "/v1/completions",
            "{\"id\":\"c\",\"object\":\"text_completion\",\"choices\":[{\"index\":0,\"text\":\"hello world\",\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":100,\"completion_tokens\":20}}",
            "[DONE]",
            "{\"id\":\"c\",\"object\":\"text_completion\",\"choices\":[{\"index\":0,\"text\":\"hello\",\"finish_reason\":null}]}",
            "{\"id\":\"c\",\"object\":\"text_completion\",\"choices\":[{\"index\":0,\"text\":\" world\",\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":100,\"completion_tokens\":20}}"),
    RESPONSES(
            Provider.Protocol.OPENAI_RESPONSES,
            "/v1/responses",
            "{\"id\":\"r\",\"object\":\"response\",\"status\":\"completed\",\"output\":[{\"id\":\"i\",\"type\":\"message\",\"role\":\"assistant\",\"content\":[{\"type\":\"output_text\",\"text\":\"hello world\",\"annotations\":[]}]}],\"usage\":{\"input_tokens\":100,\"output_tokens\":20,\"total_tokens\":120}}",
            "response.completed",
            "{\"type\":\"response.created\",\"response\":{\"id\":\"r\",\"object\":\"response\",\"status\":\"in_progress\",\"output\":[]}}",
            "{\"type\":\"response.output_text.delta\",\"item_id\":\"i\",\"delta\":\"hello world\"}",
            "{\"type\":\"response.output_item.done\",\"item\":{\"id\":\"i\",\"type\":\"message\",\"role\":\"assistant\",\"content\":[{\"type\":\"output_text\",\"text\":\"hello world\"}]}}",
            "{\"type\":\"response.completed\",\"response\":{\"id\":\"r\",\"object\":\"response\",\"status\":\"completed\",\"output\":[],\"usage\":{\"input_tokens\":100,\"output_tokens\":20,\"total_tokens\":120}}}"),
    MESSAGES(
            Provider.Protocol.ANTHROPIC_MESSAGES,
            "/v1/messages",
            "{\"id\":\"a\",\"type\":\"message\",\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"hello world\"}],\"stop_reason\":\"end_turn\",\"usage\":{\"input_tokens\":100,\"output_tokens\":20}}",
            "message_stop",
            "{\"type\":\"message_start\",\"message\":{\"id\":\"a\",\"type\":\"message\",\"role\":\"assistant\",\"content\":[],\"usage\":{\"input_tokens\":100,\"output_tokens\":1}}}",
            "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}",
            "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"hello\"}}",
            "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\" world\"}}",
            "{\"type\":\"content_block_stop\",\"index\":0}",
            "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":20}}"),
    GEMINI(
            Provider.Protocol.GEMINI,
            "/v1beta/models/m:",
            "{\"candidates\":[{\"index\":0,\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\"hello world\"}]},\"finishReason\":\"STOP\"}],\"usageMetadata\":{\"promptTokenCount\":100,\"candidatesTokenCount\":20}}",
            "STOP",
            "{\"candidates\":[{\"index\":0,\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\"hello\"}]}}]}",
            "{\"candidates\":[{\"index\":0,\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\" world\"}]},\"finishReason\":\"STOP\"}],\"usageMetadata\":{\"promptTokenCount\":100,\"candidatesTokenCount\":20}}");

    private final Provider.Protocol protocol;
    private final String path;
    private final String whole;
    private final String end;

    @SuppressWarnings("ImmutableEnumChecker")
    private final List<String> events;

    Spoken(Provider.Protocol protocol, String path, String whole, String end, String... events) {
        this.protocol = protocol;
        this.path = path;
        this.whole = whole;
        this.end = end;
        this.events = List.of(events);
    }

    Provider.Protocol protocol() {
        return protocol;
    }

    String path(boolean stream) {
        if (this != GEMINI) {
            return path;
        }
        return path + (stream ? "streamGenerateContent?alt=sse" : "generateContent");
    }

    String question(boolean stream) {
        return switch (this) {
            case CHAT, MESSAGES ->
                    "{\"model\":\"m\",\"max_tokens\":50,\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"Say hello.\"}]}"
                            .formatted(stream);
            case COMPLETIONS ->
                    "{\"model\":\"m\",\"stream\":%s,\"prompt\":\"Say hello.\"}".formatted(stream);
            case RESPONSES ->
                    "{\"model\":\"m\",\"stream\":%s,\"input\":\"Say hello.\"}".formatted(stream);
            case GEMINI -> "{\"contents\":[{\"parts\":[{\"text\":\"Say hello.\"}]}]}";
        };
    }

    String whole() {
        return whole;
    }

    /// The events, without the mark of the end.
    String unmarked() {
        return ScriptedUpstream.stream(events.toArray(String[]::new));
    }

    /// The events of a stream as it should be.
    String stream() {
        return switch (this) {
            case CHAT, COMPLETIONS -> unmarked() + "data: [DONE]\n\n";
            case MESSAGES -> unmarked() + "data: {\"type\":\"message_stop\"}\n\n";
            case RESPONSES, GEMINI -> unmarked();
        };
    }

    String answer(boolean stream) {
        return stream ? stream() : whole;
    }

    /// What only a stream that is complete contains.
    String end() {
        return end;
    }

    /// A pointer to the text of a whole answer.
    String text() {
        return switch (this) {
            case CHAT -> "/choices/0/message/content";
            case COMPLETIONS -> "/choices/0/text";
            case RESPONSES -> "/output/0/content/0/text";
            case MESSAGES -> "/content/0/text";
            case GEMINI -> "/candidates/0/content/parts/0/text";
        };
    }
}
