package dev.syngate.codec;

import dev.syngate.hub.ChatRequest;
import dev.syngate.protocol.Endpoint;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One protocol of generation, in and out.
interface Codec {
    /// Understands a caller's request.
    ///
    /// @throws dev.syngate.call.RefusedException where it holds what can't be translated
    ChatRequest read(JsonNode body);

    /// Writes a request for a provider.
    ObjectNode write(ChatRequest request, Addressee to);

    /// Understands the answer to one call.
    ///
    /// @param maker whose seals the answer holds
    /// @param model what the provider calls it
    /// @param id of the call, for what the provider gives no id of its own
    /// @param choice which of the choices is read, from 0
    AnswerDecoder decoder(String maker, String model, String id, int choice);

    /// Writes the answer to one call.
    AnswerEncoder encoder(Asked asked);

    /// The codec of an endpoint; null: it does not generate.
    static @Nullable Codec of(Endpoint endpoint) {
        return switch (endpoint) {
            case CHAT -> new OpenAiChat();
            case RESPONSES -> new OpenAiResponses();
            case COMPACT -> new Compaction();
            case MESSAGES -> new AnthropicMessages();
            case GENERATE_CONTENT, STREAM_GENERATE_CONTENT -> new Gemini();
            case IMAGE_GENERATIONS -> new ImagesByChat();
            case EMBEDDINGS -> new Vectors(new OpenAiEmbeddings());
            case EMBED_CONTENT -> new Vectors(new GeminiEmbeddings(false));
            case BATCH_EMBED_CONTENTS -> new Vectors(new GeminiEmbeddings(true));
            case COMPLETIONS,
                    MODERATIONS,
                    RERANK,
                    IMAGE_EDITS,
                    IMAGE_VARIATIONS,
                    SPEECH,
                    TRANSCRIPTIONS,
                    TRANSLATIONS,
                    COUNT_TOKENS,
                    GEMINI_COUNT_TOKENS ->
                    null;
        };
    }

    /// To whom a request goes.
    ///
    /// @param model what the provider calls the model
    /// @param maker whose seals it accepts
    record Addressee(String model, boolean stream, String maker) {}

    /// What was asked, as far as the answer has to tell.
    ///
    /// @param id of the call
    /// @param model as the caller named it
    /// @param created in seconds since 1970
    /// @param promptTokens our estimate of them, for who is told before the provider counts
    /// @param body as the caller sent it
    record Asked(
            String id,
            String model,
            long created,
            long promptTokens,
            ChatRequest request,
            JsonNode body) {}
}
