package dev.syngate.protocol;

import dev.syngate.billing.Media;
import dev.syngate.billing.Usage;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// Reads what providers count, in their several spellings, into one meaning. Which part contains
/// which differs between protocols.
final class UsageForms {
    private static final long MOST = 1_000_000_000;
    private static final int DIGITS = 10;
    private static final Pattern DECIMAL = Pattern.compile("\\d{1,15}");
    private static final List<String> INPUT =
            List.of("prompt_tokens", "input_tokens", "promptTokens", "inputTokens");
    private static final List<String> OUTPUT =
            List.of("completion_tokens", "output_tokens", "completionTokens", "outputTokens");
    private static final List<String> MESSAGE_INPUT = List.of("input_tokens", "prompt_tokens");
    private static final List<String> MESSAGE_OUTPUT =
            List.of("output_tokens", "completion_tokens");
    private static final List<String> GEMINI_PROMPT =
            List.of("promptTokenCount", "prompt_token_count");
    private static final List<String> GEMINI_TOOL_PROMPT =
            List.of("toolUsePromptTokenCount", "tool_use_prompt_token_count");
    private static final List<String> GEMINI_CACHED =
            List.of("cachedContentTokenCount", "cached_content_token_count");
    private static final List<String> GEMINI_TOTAL =
            List.of("totalTokenCount", "total_token_count");
    private static final List<String> CANDIDATES =
            List.of("candidatesTokenCount", "candidates_token_count");
    private static final List<String> THOUGHTS =
            List.of("thoughtsTokenCount", "thoughts_token_count");
    private static final List<String> TOTAL = List.of("total_tokens", "totalTokens");
    private static final List<String> INPUT_DETAILS =
            List.of("prompt_tokens_details", "input_tokens_details", "input_token_details");
    private static final List<String> OUTPUT_DETAILS =
            List.of("completion_tokens_details", "output_tokens_details", "output_token_details");
    private static final List<String> CACHED =
            List.of(
                    "cached_tokens",
                    "prompt_cache_hit_tokens",
                    "num_cached_tokens",
                    "cache_read_input_tokens",
                    "cache_read_tokens");
    private static final List<String> CACHE_WRITTEN =
            List.of("cache_write_tokens", "cache_creation_input_tokens", "cache_creation_tokens");
    private static final List<String> REASONING = List.of("reasoning_tokens", "thinking_tokens");

    private UsageForms() {}

    /// All that counts as OpenAI does, in every spelling that was seen: cached parts are inside the
    /// input, reasoning is inside the output (Chat Completions and Responses references, "usage").
    ///
    /// @return null when there is no such object
    static @Nullable Usage openAi(JsonNode usage) {
        if (!usage.isObject()) {
            return null;
        }
        if (usage.path("type").asString("").equals("duration") || usage.has("seconds")) {
            return Usage.ofMedia(Media.ofMillis(millis(usage.path("seconds"))));
        }
        JsonNode in = first(usage, INPUT_DETAILS);
        JsonNode out = first(usage, OUTPUT_DETAILS);
        long output = most(usage, OUTPUT);
        long total = most(usage, TOTAL);
        long input = most(usage, INPUT);
        if (input == 0) {
            input = Math.max(0, total - output);
        }
        long cached = Math.max(most(usage, CACHED), most(in, CACHED));
        long written = Math.max(most(usage, CACHE_WRITTEN), most(in, CACHE_WRITTEN));
        if (comesOnTop(usage) && (total == 0 || total != input + output)) {
            input += cached + written;
        }
        long reasoning = Math.max(most(usage, REASONING), most(out, REASONING));
        long beside = Math.max(0, total - input - output);
        return new Usage(
                input,
                cached,
                written,
                0,
                output + outside(reasoning, beside, output, total == input + output),
                reasoning == 0 ? beside : reasoning,
                Media.ofTokens(
                        number(in.path("audio_tokens")),
                        number(out.path("audio_tokens")),
                        number(in.path("image_tokens")),
                        number(out.path("image_tokens"))),
                false);
    }

    /// Whether the cache is counted in Anthropic's words, so beside the input.
    private static boolean comesOnTop(JsonNode usage) {
        return !usage.has("prompt_tokens")
                && (usage.has("cache_read_input_tokens")
                        || usage.has("cache_creation_input_tokens"));
    }

    /// The reasoning that is not part of the output: some providers count it beside (its sum with
    /// input and output is the total), some show it in the total alone.
    ///
    /// @param beside what the total has more than input and output
    private static long outside(long reasoning, long beside, long output, boolean isSum) {
        if (reasoning == 0) {
            return beside;
        }
        return beside == reasoning || (reasoning > output && !isSum) ? reasoning : 0;
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
        long plain = number(first(usage, MESSAGE_INPUT), plainBefore);
        JsonNode details = usage.path("output_tokens_details");
        return new Usage(
                plain + read + written,
                read,
                Math.max(0, written - hour),
                hour,
                number(first(usage, MESSAGE_OUTPUT), before.output()),
                number(details.path("thinking_tokens"), before.reasoning()),
                false);
    }

    /// Gemini: cached tokens inside the prompt, thoughts beside the candidates (generateContent
    /// reference, "UsageMetadata").
    static Usage gemini(JsonNode usage) {
        long thoughts = number(first(usage, THOUGHTS));
        long prompt =
                number(first(usage, GEMINI_PROMPT)) + number(first(usage, GEMINI_TOOL_PROMPT));
        JsonNode candidates = first(usage, CANDIDATES);
        long total = number(first(usage, GEMINI_TOTAL));
        JsonNode in = first(usage, List.of("promptTokensDetails", "prompt_tokens_details"));
        JsonNode out =
                first(usage, List.of("candidatesTokensDetails", "candidates_tokens_details"));
        return new Usage(
                prompt,
                number(first(usage, GEMINI_CACHED)),
                0,
                0,
                number(candidates, Math.max(0, total - prompt - thoughts)) + thoughts,
                thoughts,
                Media.ofTokens(
                        modality(in, "AUDIO"),
                        modality(out, "AUDIO"),
                        modality(in, "IMAGE"),
                        modality(out, "IMAGE")),
                false);
    }

    private static long modality(JsonNode details, String name) {
        long sum = 0;
        for (JsonNode part : details) {
            if (part.path("modality").asString("").equals(name)) {
                sum += number(first(part, List.of("tokenCount", "token_count")));
            }
        }
        return sum;
    }

    private static JsonNode first(JsonNode node, List<String> names) {
        for (String name : names) {
            if (node.hasNonNull(name)) {
                return node.path(name);
            }
        }
        return MissingNode.getInstance();
    }

    private static long most(JsonNode node, List<String> names) {
        long most = 0;
        for (String name : names) {
            most = Math.max(most, number(node.path(name)));
        }
        return most;
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
        if (node.isNumber()) {
            return Math.clamp((long) node.asDouble(0), 0, MOST);
        }
        boolean written = node.isString() && DECIMAL.matcher(node.asString()).matches();
        return written ? Math.min(Long.parseLong(node.asString()), MOST) : otherwise;
    }
}
