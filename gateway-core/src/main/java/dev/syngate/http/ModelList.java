package dev.syngate.http;

import dev.syngate.access.Admission;
import dev.syngate.billing.Price;
import dev.syngate.billing.Unit;
import dev.syngate.money.Money;
import dev.syngate.money.Multiplier;
import dev.syngate.protocol.Json;
import dev.syngate.routing.Model;
import dev.syngate.routing.Models;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `GET /v1/models` in OpenAI's shape, with the context length and the caller's own price (per
/// token, as OpenRouter gives it).
final class ModelList {
    private ModelList() {}

    static byte[] of(Models models, Admission admission) {
        ObjectNode list = Json.MAPPER.createObjectNode().put("object", "list");
        ArrayNode data = list.putArray("data");
        for (Model model : models.usableBy(admission.models())) {
            ObjectNode entry = data.addObject();
            entry.put("id", model.id())
                    .put("object", "model")
                    .put("created", 0)
                    .put("owned_by", "syngate");
            if (model.context() != null) {
                entry.put("context_length", model.context());
            }
            addPrice(entry, models.price(model), admission.group().multiplier());
        }
        return Json.MAPPER.writeValueAsBytes(list);
    }

    private static void addPrice(ObjectNode entry, @Nullable Price price, Multiplier multiplier) {
        if (price != null) {
            entry.putObject("pricing")
                    .put("prompt", perToken(price.rates().of(Unit.INPUT), multiplier))
                    .put("completion", perToken(price.rates().of(Unit.OUTPUT), multiplier));
        }
    }

    private static String perToken(long micros, Multiplier multiplier) {
        return multiplier.apply(new Money(micros)).dollars();
    }
}
