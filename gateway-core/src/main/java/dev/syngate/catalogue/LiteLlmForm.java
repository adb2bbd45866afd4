package dev.syngate.catalogue;

import dev.syngate.billing.Price;
import dev.syngate.billing.Rates;
import dev.syngate.billing.Unit;
import dev.syngate.call.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// LiteLLM's `model_prices_and_context_window.json`: dollars for one token, `_above_200k_tokens`
/// for long prompts.
final class LiteLlmForm {
    private static final Pattern TIER = Pattern.compile("(.+)_above_(\\d{1,5})k_tokens");
    private static final int PER_MILLION = 1_000_000;
    private static final Set<String> WRITES = Set.of("chat", "completion", "responses");
    private static final Map<String, Unit> PER_TOKEN =
            Map.ofEntries(
                    Map.entry("input_cost_per_token", Unit.INPUT),
                    Map.entry("output_cost_per_token", Unit.OUTPUT),
                    Map.entry("output_cost_per_reasoning_token", Unit.REASONING),
                    Map.entry("cache_read_input_token_cost", Unit.CACHED_INPUT),
                    Map.entry("cache_creation_input_token_cost", Unit.CACHE_WRITE),
                    Map.entry("cache_creation_input_token_cost_above_1hr", Unit.CACHE_WRITE_HOUR),
                    Map.entry("input_cost_per_audio_token", Unit.AUDIO_INPUT),
                    Map.entry("output_cost_per_audio_token", Unit.AUDIO_OUTPUT),
                    Map.entry("input_cost_per_image_token", Unit.IMAGE_INPUT),
                    Map.entry("output_cost_per_image_token", Unit.IMAGE_OUTPUT),
                    Map.entry("input_cost_per_character", Unit.CHARACTER));
    private static final Map<String, Unit> EACH =
            Map.of(
                    "input_cost_per_query", Unit.REQUEST,
                    "input_cost_per_second", Unit.SECOND,
                    "output_cost_per_image", Unit.IMAGE);

    private LiteLlmForm() {}

    static ModelFile read(JsonNode root) {
        ModelFile.Findings findings = new ModelFile.Findings();
        for (Map.Entry<String, JsonNode> entry : root.properties()) {
            if (!entry.getKey().equals("sample_spec")) {
                add(findings, entry.getKey(), entry.getValue());
            }
        }
        return findings.as("litellm");
    }

    private static void add(ModelFile.Findings findings, String id, JsonNode node) {
        try {
            Price price = price(node);
            if (price.rates().equals(Rates.NONE)) {
                findings.reject(id, "no price that Syngate can bill");
                return;
            }
            findings.add(Listing.of(id, context(node), TraitForm.ofLiteLlm(node), price));
        } catch (RefusedException e) {
            findings.reject(id, e.refusal().message());
        }
    }

    private static @Nullable Long context(JsonNode node) {
        return RowFields.count(node, "max_input_tokens");
    }

    private static Price price(JsonNode node) {
        if (WRITES.contains(node.path("mode").asString(""))) {
            RowFields.requireBoth(node, "input_cost_per_token", "output_cost_per_token");
        }
        Rates base = Rates.NONE;
        Map<Long, List<Map.Entry<Unit, Long>>> beyond = new TreeMap<>();
        for (String name : node.propertyNames()) {
            Matcher tier = TIER.matcher(name);
            Unit token = PER_TOKEN.get(name);
            Unit each = EACH.get(name);
            Unit beyondTier = tier.matches() ? PER_TOKEN.get(tier.group(1)) : null;
            int factor = each == null ? PER_MILLION : 1;
            Unit unit = token == null ? each == null ? beyondTier : each : token;
            Long micros = unit == null ? null : PriceForm.microsPerMillion(node, name, factor);
            if (unit == null || micros == null) {
                continue;
            }
            if (unit == beyondTier) {
                beyond.computeIfAbsent(
                                Long.parseLong(tier.group(2)) * 1000, above -> new ArrayList<>())
                        .add(Map.entry(unit, micros));
            } else {
                base = base.with(unit, micros);
            }
        }
        return new Price(base, tiers(base, beyond), List.of(), List.of());
    }

    private static List<Price.Tier> tiers(
            Rates base, Map<Long, List<Map.Entry<Unit, Long>>> beyond) {
        List<Price.Tier> tiers = new ArrayList<>();
        beyond.forEach((above, changes) -> {
            Rates rates = base;
            for (Map.Entry<Unit, Long> change : changes) {
                rates = rates.with(change.getKey(), change.getValue());
            }
            tiers.add(new Price.Tier(above, false, rates));
        });
        return tiers;
    }
}
