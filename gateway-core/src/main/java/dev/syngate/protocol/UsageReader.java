package dev.syngate.protocol;

import dev.syngate.billing.Media;
import dev.syngate.billing.Usage;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Reads what providers count, in their several spellings, into one meaning.
final class UsageReader {
    private static final long MOST = 1_000_000_000;

    private long prompt;
    private long completion;
    private long total;
    private long cached;
    private long cacheWrite;
    private long reasoning;
    private long audioInput;
    private long audioOutput;
    private long imageInput;
    private long imageOutput;

    private UsageReader() {}

    /// Reads the object at which the parser stands.
    static Usage read(JsonParser parser) {
        UsageReader reader = new UsageReader();
        reader.object(parser);
        return reader.usage();
    }

    private void object(JsonParser parser) {
        String name;
        while ((name = parser.nextName()) != null) {
            JsonToken token = parser.nextToken();
            switch (name) {
                case "prompt_tokens_details" -> details(parser, token, true);
                case "completion_tokens_details" -> details(parser, token, false);
                default -> count(name, parser, token);
            }
        }
    }

    private void details(JsonParser parser, JsonToken token, boolean ofPrompt) {
        if (token != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        String name;
        while ((name = parser.nextName()) != null) {
            JsonToken value = parser.nextToken();
            switch (name) {
                case "audio_tokens" -> audio(parser, value, ofPrompt);
                case "image_tokens" -> images(parser, value, ofPrompt);
                default -> count(name, parser, value);
            }
        }
    }

    private void audio(JsonParser parser, JsonToken token, boolean ofPrompt) {
        long number = numberOrSkip(parser, token);
        audioInput = ofPrompt ? number : audioInput;
        audioOutput = ofPrompt ? audioOutput : number;
    }

    private void images(JsonParser parser, JsonToken token, boolean ofPrompt) {
        long number = numberOrSkip(parser, token);
        imageInput = ofPrompt ? number : imageInput;
        imageOutput = ofPrompt ? imageOutput : number;
    }

    private static long numberOrSkip(JsonParser parser, JsonToken token) {
        if (token.isNumeric()) {
            return number(parser);
        }
        parser.skipChildren();
        return 0;
    }

    private void count(String name, JsonParser parser, JsonToken token) {
        if (!token.isNumeric()) {
            parser.skipChildren();
            return;
        }
        long number = number(parser);
        switch (name) {
            case "prompt_tokens" -> prompt = number;
            case "completion_tokens" -> completion = number;
            case "total_tokens" -> total = number;
            case "cached_tokens", "prompt_cache_hit_tokens", "num_cached_tokens" ->
                    cached = Math.max(cached, number);
            case "cache_write_tokens", "cache_creation_input_tokens" ->
                    cacheWrite = Math.max(cacheWrite, number);
            case "reasoning_tokens" -> reasoning = Math.max(reasoning, number);
            default -> {}
        }
    }

    private static long number(JsonParser parser) {
        return switch (parser.getNumberType()) {
            case INT, LONG -> Math.clamp(parser.getLongValue(), 0, MOST);
            case BIG_INTEGER -> MOST;
            case FLOAT, DOUBLE, BIG_DECIMAL ->
                    Math.clamp(parser.getDecimalValue().longValue(), 0, MOST);
        };
    }

    /// Most providers count reasoning as part of the completion. Some count it beside it (its sum
    /// with prompt and completion is the total), some show it in the total alone.
    private Usage usage() {
        long beside = Math.max(0, total - prompt - completion);
        if (reasoning == 0) {
            reasoning = beside;
        }
        boolean outside =
                reasoning > 0
                        && (beside == reasoning || reasoning > completion)
                        && total != prompt + completion;
        return new Usage(
                prompt,
                cached,
                cacheWrite,
                0,
                outside ? completion + reasoning : completion,
                reasoning,
                Media.ofTokens(audioInput, audioOutput, imageInput, imageOutput),
                false);
    }
}
