package dev.syngate.admin;

import dev.syngate.call.ErrorCode;
import dev.syngate.call.Refusal;
import dev.syngate.call.RefusedException;
import dev.syngate.catalogue.ModelFetch;
import dev.syngate.catalogue.ProviderListing;
import dev.syngate.catalogue.TraitForm;
import dev.syngate.protocol.Json;
import dev.syngate.provider.Checklist;
import dev.syngate.provider.Provider;
import dev.syngate.provider.ProviderCheck;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What a provider lists: shown with what it tells of each model, and served as far as it is
/// chosen.
record ProviderModelAdmin(ProviderCheck check, ModelFetch fetch) {
    private static final Set<String> FIELDS = Set.of("add", "except");

    /// @param rest of the path; empty
    JsonNode handle(String method, Provider provider, List<String> rest, @Nullable JsonNode body) {
        return switch (method + " " + rest.size()) {
            case "GET 0" -> list(provider);
            case "POST 0" -> add(provider, new Fields(body, FIELDS));
            default -> throw Resource.unknown(method);
        };
    }

    private JsonNode list(Provider provider) {
        ArrayNode list = Json.MAPPER.createArrayNode();
        for (ModelFetch.Found found : fetch.look(provider, listed(provider).listed())) {
            ProviderListing listing = found.listing();
            ObjectNode shown =
                    list.addObject()
                            .put("id", listing.id())
                            .put("state", found.state().name().toLowerCase(Locale.ROOT))
                            .put("context", listing.context());
            TraitForm.show(shown, listing.traits());
            Prices.show(shown, listing.price());
            shown.put("successor", listing.successor());
        }
        return list;
    }

    private JsonNode add(Provider provider, Fields fields) {
        List<String> add = fields.texts("add");
        if (add.isEmpty()) {
            throw RefusedException.field(
                    "add",
                    "\"add\" has patterns of the models to serve, such as \"gpt-*\" or \"*\"");
        }
        ModelFetch.Choice choice = new ModelFetch.Choice(add, fields.texts("except"));
        List<String> added = fetch.add(provider, listed(provider).listed(), choice);
        ObjectNode shown = Json.MAPPER.createObjectNode().put("provider", provider.name());
        added.forEach(shown.putArray("added")::add);
        if (added.isEmpty()) {
            shown.put(
                    "note",
                    "nothing new: no model that it lists fits, or those that do are served");
        }
        return shown;
    }

    private Checklist listed(Provider provider) {
        Checklist found = check.test(provider);
        if (!found.ok()) {
            throw new RefusedException(Refusal.of(ErrorCode.UPSTREAM_ERROR, found.detail()));
        }
        return found;
    }
}
