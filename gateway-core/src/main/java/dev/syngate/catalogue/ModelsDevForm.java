package dev.syngate.catalogue;

import dev.syngate.billing.Price;
import dev.syngate.billing.Rates;
import dev.syngate.billing.Unit;
import dev.syngate.call.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The `api.json` of models.dev: vendors with their models, dollars for 1M tokens.
final class ModelsDevForm {
    private static final long OVER_200K = 200_000;
    private static final Map<String, Unit> COSTS =
            Map.of(
                    "input", Unit.INPUT,
                    "output", Unit.OUTPUT,
                    "reasoning", Unit.REASONING,
                    "cache_read", Unit.CACHED_INPUT,
                    "cache_write", Unit.CACHE_WRITE,
                    "input_audio", Unit.AUDIO_INPUT,
                    "output_audio", Unit.AUDIO_OUTPUT);

    private ModelsDevForm() {}

    static ModelFile read(JsonNode root, @Nullable String section) {
        if (section != null && !root.path(section).path("models").isObject()) {
            throw RefusedException.field("section", "the file has no vendor \"" + section + "\"");
        }
        ModelFile.Findings findings = new ModelFile.Findings();
        for (Map.Entry<String, JsonNode> vendor : root.properties()) {
            if (section == null || section.equals(vendor.getKey())) {
                String prefix = section == null ? vendor.getKey() + "/" : "";
                for (Map.Entry<String, JsonNode> model :
                        vendor.getValue().path("models").properties()) {
                    add(findings, prefix + model.getKey(), model.getValue());
                }
            }
        }
        return findings.as("models.dev");
    }

    private static void add(ModelFile.Findings findings, String id, JsonNode node) {
        JsonNode cost = node.path("cost");
        try {
            RowFields.requireBoth(cost, "input", "output");
            Rates base = rates(cost, Rates.NONE);
            if (base.equals(Rates.NONE)) {
                findings.reject(id, "no price");
                return;
            }
            Price price = new Price(base, tiers(cost, base), List.of(), List.of());
            findings.add(
                    Listing.of(
                            id, context(node.path("limit")), TraitForm.ofModelsDev(node), price));
        } catch (RefusedException e) {
            findings.reject(id, e.refusal().message());
        }
    }

    private static @Nullable Long context(JsonNode limit) {
        Long input = RowFields.count(limit, "input");
        return input == null ? RowFields.count(limit, "context") : input;
    }

    private static Rates rates(JsonNode cost, Rates before) {
        Rates rates = before;
        for (Map.Entry<String, Unit> field : COSTS.entrySet()) {
            Long micros = PriceForm.microsPerMillion(cost, field.getKey(), 1);
            if (micros != null) {
                rates = rates.with(field.getValue(), micros);
            }
        }
        return rates;
    }

    private static List<Price.Tier> tiers(JsonNode cost, Rates base) {
        List<Price.Tier> tiers = new ArrayList<>();
        for (JsonNode node : cost.path("tiers")) {
            Long size = RowFields.count(node.path("tier"), "size");
            if (size == null) {
                throw RowFields.refused("tiers", "names no size");
            }
            tiers.add(new Price.Tier(size, false, rates(node, base)));
        }
        if (tiers.isEmpty() && cost.path("context_over_200k").isObject()) {
            JsonNode over = cost.path("context_over_200k");
            tiers.add(new Price.Tier(OVER_200K, false, rates(over, base)));
        }
        return tiers;
    }
}
