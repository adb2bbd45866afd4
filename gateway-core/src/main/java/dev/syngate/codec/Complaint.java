package dev.syngate.codec;

import dev.syngate.protocol.Json;
import dev.syngate.protocol.UpstreamErrors.UpstreamError;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a provider's refusal says of the request's form: a parameter that it does not take, or a
/// thought that it does not know.
public final class Complaint {
    private static final List<String> REFUSED =
            List.of(
                    "unrecognized",
                    "unknown",
                    "unexpected",
                    "unsupported",
                    "not support",
                    "not permitted",
                    "not allowed",
                    "not available",
                    "only the default",
                    "cannot find field",
                    "deprecated",
                    "additional propert",
                    "may only be set",
                    "does not exist");
    private static final List<String> FIELD =
            List.of("field", "parameter", "argument", "propert", "input", "key", "option");

    /// What may be left out: the answer is another without it, but still an answer to what was
    /// asked.
    private static final List<String> DROPPABLE =
            List.of(
                    "temperature",
                    "top_p",
                    "top_k",
                    "seed",
                    "frequency_penalty",
                    "presence_penalty",
                    "logit_bias",
                    "parallel_tool_calls",
                    "reasoning_effort",
                    "reasoning",
                    "thinking",
                    "verbosity",
                    "user",
                    "metadata",
                    "store",
                    "service_tier",
                    "prompt_cache_key",
                    "prompt_cache_retention",
                    "safety_identifier",
                    "include",
                    "text.verbosity",
                    "output_config.effort",
                    "context_management",
                    "messages.*.reasoning_content",
                    "messages.*.reasoning",
                    "messages.*.reasoning_details",
                    "messages.*.name",
                    "messages.*.tool_calls.*.extra_content",
                    "tools.*.strict",
                    "tools.*.function.strict",
                    "generationConfig.seed",
                    "generationConfig.topK",
                    "generationConfig.frequencyPenalty",
                    "generationConfig.presencePenalty",
                    "generationConfig.thinkingConfig",
                    "generationConfig.thinkingConfig.thinkingLevel",
                    "generationConfig.thinkingConfig.includeThoughts",
                    "contents.*.parts.*.thoughtSignature",
                    "contents.*.parts.*.functionCall.id",
                    "contents.*.parts.*.functionResponse.id");

    private static final List<Quirk> RENAMED =
            List.of(
                    Quirk.rename("max_tokens", "max_completion_tokens"),
                    Quirk.rename("max_completion_tokens", "max_tokens"),
                    Quirk.rename("messages.*.reasoning_content", "reasoning"),
                    new Quirk(
                            Quirk.Action.PLAIN_SCHEMA,
                            "tools.*.functionDeclarations.*.parametersJsonSchema",
                            "parameters"),
                    new Quirk(
                            Quirk.Action.PLAIN_SCHEMA,
                            "generationConfig.responseJsonSchema",
                            "responseSchema"));

    /// What a schema's rules are called where a provider holds it to them.
    private static final List<String> STRICT =
            List.of(
                    "tools.*.function.strict",
                    "tools.*.strict",
                    "response_format.json_schema.strict",
                    "text.format.strict");

    private static final Pattern MISSING_THOUGHT =
            Pattern.compile("reasoning_content.{0,60}(must be passed back|is missing)");
    private static final Pattern THOUGHT =
            Pattern.compile(
                    "invalid `?signature|thought.?signature|invalid_encrypted_content"
                            + "|encrypted content .{0,80}could not be"
                            + "|(thinking`?|redacted_thinking`?) blocks? .{0,80}cannot be modified"
                            + "|must start with a thinking block"
                            + "|expected `?(thinking|redacted_thinking).{0,60}but found"
                            + "|signature: (field required|extra inputs)");

    private final String words;
    private final String body;

    /// @param body the whole refusal, as text
    public Complaint(UpstreamError reported, String body) {
        this.words = reported.message().toLowerCase(Locale.ROOT);
        this.body = body.toLowerCase(Locale.ROOT);
    }

    /// What would please the provider; null: nothing that is known.
    ///
    /// @param asksForUsage whether the request asks for the usage for the gateway's own sake
    public @Nullable Quirk remedy(ObjectNode request, boolean asksForUsage) {
        if (MISSING_THOUGHT.matcher(words).find()) {
            return new Quirk(Quirk.Action.FILL, "messages.*.reasoning_content", "");
        }
        boolean refuses = says(words, REFUSED) || says(body, REFUSED);
        if (refuses) {
            for (Quirk quirk : RENAMED) {
                if (isIn(request, quirk) && names(quirk)) {
                    return quirk;
                }
            }
            for (String parameter : DROPPABLE) {
                Quirk quirk = Quirk.drop(parameter);
                if (isIn(request, quirk) && names(quirk)) {
                    return quirk;
                }
            }
        }
        if (words.contains("invalid schema") || words.contains("strict")) {
            for (String parameter : STRICT) {
                if (isIn(request, Quirk.drop(parameter))) {
                    return Quirk.drop(parameter);
                }
            }
        }
        return asksForUsage && mayMeanUsage() ? Quirk.drop("stream_options") : null;
    }

    /// Whether it may be because of the usage that the gateway asks for: it names it, or a field
    /// that it does not know.
    private boolean mayMeanUsage() {
        return body.contains("stream_options")
                || body.contains("stream options")
                || body.contains("streamoptions")
                || body.contains("include_usage")
                || (says(words, REFUSED) && says(words, FIELD))
                || (words.contains("extra") && says(words, FIELD));
    }

    private static boolean says(String text, List<String> words) {
        return words.stream().anyMatch(text::contains);
    }

    private static boolean isIn(ObjectNode request, Quirk quirk) {
        return Quirks.places(quirk.parameter(), request).stream()
                .anyMatch(place -> place.has(quirk.name()));
    }

    /// Whether it means that parameter: the one that its own field names, else one in its words. A
    /// word that has other meanings counts between quotes or behind a colon only.
    private boolean names(Quirk quirk) {
        String name = quirk.name().toLowerCase(Locale.ROOT);
        String named = named();
        if (!named.isEmpty()) {
            return named.equals(name) || named.endsWith("." + name);
        }
        boolean plain = quirk.name().matches("[a-z]+") && !name.equals("temperature");
        String found = plain ? "['\"`“]%s['\"`”]|[:.] ?%s\\b|\\b%s:" : "(?<![a-z_])%s(?![a-z_])";
        return Pattern.compile(found.replace("%s", Pattern.quote(name))).matcher(words).find();
    }

    /// The parameter that the refusal names in a field of its own; empty: none.
    private String named() {
        try {
            JsonNode tree = Json.MAPPER.readTree(body);
            for (String pointer : List.of("/detail/0/loc", "/message/detail/0/loc")) {
                JsonNode place = tree.at(pointer);
                for (int i = place.size() - 1; i >= 0; i--) {
                    if (place.get(i).isString()) {
                        return place.get(i).asString("");
                    }
                }
            }
            String param = tree.at("/error/param").asString("");
            return param.matches("[a-z_.\\[\\]0-9]+") ? param : "";
        } catch (JacksonException e) {
            return "";
        }
    }

    /// Whether it is because of a thought that the provider did not make, or does not find.
    public boolean isAboutThoughts() {
        return THOUGHT.matcher(words).find() || THOUGHT.matcher(body).find();
    }
}
