package dev.syngate.catalogue;

import dev.syngate.billing.Price;
import dev.syngate.billing.Rates;
import dev.syngate.billing.Unit;
import dev.syngate.call.RefusedException;
import dev.syngate.provider.ListedModel;
import dev.syngate.routing.Traits;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What a provider's own list tells of a model, in whichever of the vendors' forms. What can't be
/// understood is taken as not told. Sources: the vendors' references of their lists of models
/// (OpenRouter, Gemini, Mistral, Together, Groq, LM Studio, vLLM, llama.cpp, Ollama).
///
/// @param context the longest prompt in tokens; null: not told
/// @param price what the provider asks for it; null: not told
/// @param successor what to use instead, for it will go; null: not told
public record ProviderListing(
        String id,
        @Nullable Long context,
        Traits traits,
        @Nullable Price price,
        @Nullable String successor) {
    private static final List<String> CONTEXTS =
            List.of(
                    "/context_length",
                    "/context_window",
                    "/max_context_length",
                    "/max_model_len",
                    "/inputTokenLimit",
                    "/max_input_tokens",
                    "/top_provider/context_length",
                    "/meta/n_ctx_train");

    /// OpenRouter's and those who follow it: dollars for one token, as texts.
    private static final Map<String, Unit> PER_TOKEN =
            Map.of(
                    "prompt", Unit.INPUT,
                    "completion", Unit.OUTPUT,
                    "input_cache_read", Unit.CACHED_INPUT,
                    "input_cache_write", Unit.CACHE_WRITE,
                    "internal_reasoning", Unit.REASONING,
                    "request", Unit.REQUEST);

    /// Together's: dollars for 1M tokens, as numbers.
    private static final Map<String, Unit> PER_MILLION =
            Map.of(
                    "input", Unit.INPUT,
                    "output", Unit.OUTPUT,
                    "cached_input", Unit.CACHED_INPUT);

    private static final int MILLION = 1_000_000;

    public static ProviderListing of(ListedModel model) {
        JsonNode entry = model.entry();
        return new ProviderListing(
                model.id(),
                ListedTraits.number(entry, CONTEXTS),
                ListedTraits.of(entry),
                price(entry.path("pricing")),
                entry.hasNonNull("deprecation")
                        ? text(entry.path("deprecation_replacement_model"))
                        : null);
    }

    private static @Nullable String text(JsonNode node) {
        String text = node.asString("");
        return text.isBlank() ? null : text;
    }

    private static @Nullable Price price(JsonNode pricing) {
        try {
            return pricing.has("prompt") && pricing.has("completion")
                    ? price(pricing, PER_TOKEN, true)
                    : pricing.has("input") && pricing.has("output")
                            ? price(pricing, PER_MILLION, false)
                            : null;
        } catch (RefusedException e) {
            return null;
        }
    }

    /// OpenRouter says -1 where the price depends on where a call is sent.
    private static @Nullable Price price(JsonNode pricing, Map<String, Unit> names, boolean token) {
        Rates rates = Rates.NONE;
        for (Map.Entry<String, Unit> name : names.entrySet()) {
            int factor = token && name.getValue() != Unit.REQUEST ? MILLION : 1;
            Long micros = PriceForm.microsPerMillion(pricing, name.getKey(), factor);
            if (micros != null && (micros > 0 || isBasic(name.getValue()))) {
                rates = rates.with(name.getValue(), micros);
            }
        }
        Price price = Price.of(rates);
        return SanityCheck.problem(price) == null || price.isFree() ? price : null;
    }

    /// Zero says of the other kinds that they are not counted apart.
    private static boolean isBasic(Unit unit) {
        return unit == Unit.INPUT || unit == Unit.OUTPUT;
    }
}
