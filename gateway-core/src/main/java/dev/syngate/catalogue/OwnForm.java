package dev.syngate.catalogue;

import dev.syngate.billing.Price;
import dev.syngate.call.RefusedException;
import dev.syngate.routing.Traits;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Our own form: a list of objects with `id`, `aliases`, `context`, the fields of [TraitForm],
/// `valid_from`, `valid_until` and the fields of [PriceForm].
final class OwnForm {
    private static final Set<String> FIELDS = fields();

    private OwnForm() {}

    /// With those that the list of models shows, so that it can be read back.
    private static Set<String> fields() {
        Set<String> fields = new HashSet<>(PriceForm.fieldNames());
        fields.addAll(List.of("id", "aliases", "context", "valid_from", "valid_until", "as_of"));
        fields.addAll(List.of("routes", "pricing", "enabled", "price_version", "price_source"));
        fields.addAll(List.of(TraitForm.MAX_OUTPUT, TraitForm.CAPABILITIES));
        fields.addAll(List.of("input_modalities", "output_modalities", "fallbacks", "successor"));
        return Set.copyOf(fields);
    }

    static ModelFile read(JsonNode list) {
        ModelFile.Findings findings = new ModelFile.Findings();
        for (JsonNode node : list) {
            add(findings, node);
        }
        return findings.as("syngate-json");
    }

    static void add(ModelFile.Findings findings, JsonNode node) {
        String id = node.path("id").asString("");
        if (!(node instanceof ObjectNode object) || id.isBlank()) {
            findings.reject(id, "no \"id\"");
            return;
        }
        try {
            RowFields.requireKnown(object, FIELDS);
            Price price = PriceForm.read(object, null);
            if (price == null) {
                findings.reject(id, "no price; \"free\": true says that it costs nothing");
                return;
            }
            RowFields.requireBoth(object, "input", "output");
            findings.add(
                    new Listing(
                            id,
                            aliases(node.path("aliases")),
                            RowFields.count(node, "context"),
                            TraitForm.read(node, Traits.UNKNOWN),
                            price,
                            moment(node, "valid_from"),
                            moment(node, "valid_until")));
        } catch (RefusedException e) {
            findings.reject(id, e.refusal().message());
        } catch (IllegalArgumentException e) {
            findings.reject(id, String.valueOf(e.getMessage()));
        }
    }

    private static List<String> aliases(JsonNode node) {
        if (node.isString()) {
            return List.of(node.asString().split(";")).stream()
                    .map(String::strip)
                    .filter(alias -> !alias.isEmpty())
                    .toList();
        }
        List<String> aliases = new ArrayList<>();
        node.forEach(alias -> aliases.add(alias.asString("")));
        return aliases;
    }

    private static @Nullable Instant moment(JsonNode node, String name) {
        String text = node.path(name).asString("");
        try {
            if (text.isEmpty()) {
                return null;
            }
            return Moment.parse(text, ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw RefusedException.field(name, "\"" + name + "\" is a date like 2027-01-31");
        }
    }
}
