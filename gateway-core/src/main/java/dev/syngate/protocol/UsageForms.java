package dev.syngate.protocol;

import dev.syngate.billing.Media;
import dev.syngate.billing.Usage;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads usage objects that are not those of chat completions into one meaning. Which part contains
/// which differs between protocols.
final class UsageForms {
    private static final long MOST = 1_000_000_000;
    private static final int DIGITS = 10;

    private UsageForms() {}

    /// Responses, embeddings, images, transcriptions: cached parts inside the input, reasoning
    /// inside the output (Responses reference, "usage").
    ///
    /// @return null when nothing is counted
    static @Nullable Usage openAi(JsonNode usage) {
        if (!usage.isObject()) {
            return null;
        }
        if (usage.path("type").asString("").equals("duration") || usage.has("seconds")) {
            return Usage.ofMedia(Media.ofMillis(millis(usage.path("seconds"))));
        }
        JsonNode in = first(usage, "input_tokens_details", "input_token_details");
        JsonNode out = first(usage, "output_tokens_details", "output_token_details");
        long input = number(first(usage, "input_tokens", "prompt_tokens"));
        if (input == 0 && usage.has("total_tokens")) {
            input = number(usage.path("total_tokens")) - number(usage.path("output_tokens"));
        }
        return new Usage(
                input,
                number(in.path("cached_tokens")),
                number(in.path("cache_write_tokens")),
                0,
                number(first(usage, "output_tokens", "completion_tokens")),
                number(out.path("reasoning_tokens")),
                Media.ofTokens(
                        number(in.path("audio_tokens")),
                        number(out.path("audio_tokens")),
                        number(in.path("image_tokens")),
                        number(out.path("image_tokens"))),
                false);
    }

    /// Messages: what was read from and written to the cache comes on top of the input tokens
    /// (Messages reference, "usage"). Fields that are missing keep what was known before.
    static Usage messages(JsonNode usage, Usage before) {
        JsonNode creation = usage.path("cache_creation");
        long hour = number(creation.path("ephemeral_1h_input_tokens"), before.cacheWriteHour());
        long written =
                number(
                        usage.path("cache_creation_input_tokens"),
                        before.cacheWrite() + before.cacheWriteHour());
        long read = number(usage.path("cache_read_input_tokens"), before.cachedInput());
        long plainBefore =
                before.input()
                        - before.cachedInput()
                        - before.cacheWrite()
                        - before.cacheWriteHour();
        long plain = number(usage.path("input_tokens"), plainBefore);
        JsonNode details = usage.path("output_tokens_details");
        return new Usage(
                plain + read + written,
                read,
                Math.max(0, written - hour),
                hour,
                number(usage.path("output_tokens"), before.output()),
                number(details.path("thinking_tokens"), before.reasoning()),
                false);
    }

    /// Gemini: cached tokens inside the prompt, thoughts beside the candidates (generateContent
    /// reference, "UsageMetadata").
    static Usage gemini(JsonNode usage) {
        long thoughts = number(usage.path("thoughtsTokenCount"));
        return new Usage(
                number(usage.path("promptTokenCount"))
                        + number(usage.path("toolUsePromptTokenCount")),
                number(usage.path("cachedContentTokenCount")),
                0,
                0,
                number(usage.path("candidatesTokenCount")) + thoughts,
                thoughts,
                Media.ofTokens(
                        modality(usage.path("promptTokensDetails"), "AUDIO"),
                        modality(usage.path("candidatesTokensDetails"), "AUDIO"),
                        modality(usage.path("promptTokensDetails"), "IMAGE"),
                        modality(usage.path("candidatesTokensDetails"), "IMAGE")),
                false);
    }

    private static long modality(JsonNode details, String name) {
        long sum = 0;
        for (JsonNode part : details) {
            if (part.path("modality").asString("").equals(name)) {
                sum += number(part.path("tokenCount"));
            }
        }
        return sum;
    }

    private static JsonNode first(JsonNode node, String name, String other) {
        return node.has(name) ? node.path(name) : node.path(other);
    }

    /// Seconds as a number, or as a text that is one.
    static long millis(JsonNode seconds) {
        BigDecimal exact = seconds.asDecimal(BigDecimal.ZERO);
        boolean near = exact.precision() - exact.scale() < DIGITS;
        return near ? Math.clamp(exact.movePointRight(3).longValue(), 0, MOST) : MOST;
    }

    private static long number(JsonNode node) {
        return number(node, 0);
    }

    private static long number(JsonNode node, long otherwise) {
        return node.isNumber() ? Math.clamp(node.asLong(0), 0, MOST) : otherwise;
    }
}
