package dev.syngate.protocol;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which fields of an endpoint's request the gateway has to understand; all others pass as they
/// are.
///
/// @param required the field that must be there; null: none
/// @param limits the fields that bound the output tokens
/// @param counted the fields whose texts are the prompt
/// @param standardModel taken where the request names no model; null: it must name one
/// @param asksForUsage whether `stream_options.include_usage` makes providers report usage
record RequestForm(
        @Nullable String required,
        Set<String> limits,
        Set<String> counted,
        @Nullable String standardModel,
        boolean asksForUsage) {
    private static final Set<String> NONE = Set.of();

    static final RequestForm CHAT =
            new RequestForm(
                    "messages",
                    Set.of("max_tokens", "max_completion_tokens"),
                    Set.of("messages"),
                    null,
                    true);
    static final RequestForm COMPLETIONS =
            new RequestForm("prompt", Set.of("max_tokens"), Set.of("prompt", "suffix"), null, true);
    static final RequestForm INPUT = new RequestForm("input", NONE, Set.of("input"), null, false);
    static final RequestForm MODERATIONS =
            new RequestForm("input", NONE, Set.of("input"), "omni-moderation-latest", false);
    static final RequestForm RERANK =
            new RequestForm("documents", NONE, Set.of("query", "documents"), null, false);
    static final RequestForm IMAGES =
            new RequestForm("prompt", NONE, Set.of("prompt"), "gpt-image-1", false);
    static final RequestForm IMAGE_FILES =
            new RequestForm(null, NONE, Set.of("prompt"), "gpt-image-1", false);
    static final RequestForm SPEECH =
            new RequestForm("input", NONE, Set.of("input", "instructions"), null, false);
    static final RequestForm AUDIO_FILES =
            new RequestForm("file", NONE, Set.of("prompt"), null, false);
    static final RequestForm RESPONSES =
            new RequestForm(
                    null,
                    Set.of("max_output_tokens"),
                    Set.of("input", "instructions"),
                    null,
                    false);
    static final RequestForm MESSAGES =
            new RequestForm(
                    "messages", Set.of("max_tokens"), Set.of("messages", "system"), null, false);
    static final RequestForm COUNT_TOKENS =
            new RequestForm("messages", NONE, Set.of("messages", "system"), null, false);
    static final RequestForm CONTENTS =
            new RequestForm(
                    "contents",
                    Set.of(
                            "generationConfig.maxOutputTokens",
                            "generation_config.max_output_tokens"),
                    Set.of("contents", "systemInstruction", "system_instruction"),
                    null,
                    false);
    static final RequestForm EMBED_CONTENT =
            new RequestForm("content", NONE, Set.of("content"), null, false);
    static final RequestForm BATCH_EMBED_CONTENTS =
            new RequestForm("requests", NONE, Set.of("requests"), null, false);
    static final RequestForm GEMINI_COUNT =
            new RequestForm(null, NONE, Set.of("contents"), null, false);
}
