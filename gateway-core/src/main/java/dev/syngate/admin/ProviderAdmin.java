package dev.syngate.admin;

import dev.syngate.call.ErrorCode;
import dev.syngate.call.Refusal;
import dev.syngate.call.RefusedException;
import dev.syngate.protocol.Json;
import dev.syngate.provider.Provider;
import dev.syngate.provider.ProviderCheck;
import dev.syngate.provider.Providers;
import dev.syngate.routing.Models;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Providers: what is configured, and whether it works. Credentials go in and never come out.
final class ProviderAdmin implements Resource {
    private static final Set<String> FIELDS =
            Prices.fieldsAnd(
                    "name",
                    "protocol",
                    "base_url",
                    "api_key",
                    "models",
                    "fetch_models",
                    "priority",
                    "weight");
    private final Providers providers;
    private final ProviderCheck check;
    private final Models models;

    ProviderAdmin(Providers providers, ProviderCheck check, Models models) {
        this.providers = providers;
        this.check = check;
        this.models = models;
    }

    @Override
    public JsonNode handle(
            String method, List<String> path, Map<String, String> query, @Nullable JsonNode body) {
        return switch (method + " " + path.size()) {
            case "GET 0" -> list();
            case "POST 0" -> add(new Fields(body, FIELDS));
            case "GET 1" -> show(providers.get(path.getFirst()));
            case "DELETE 1" -> remove(path.getFirst());
            case "GET 2" -> listModels(providers.get(path.getFirst()));
            case "POST 2" -> test(providers.get(path.getFirst()));
            default -> throw Resource.unknown(method);
        };
    }

    private JsonNode list() {
        ArrayNode list = Json.MAPPER.createArrayNode();
        providers.list().forEach(provider -> list.add(show(provider)));
        return list;
    }

    private JsonNode add(Fields fields) {
        if (!fields.text("protocol", "openai-chat")
                .equals(Provider.Protocol.OPENAI_CHAT.wireName())) {
            throw RefusedException.field("protocol", "the only protocol so far is openai-chat");
        }
        Provider draft =
                new Provider(
                        "",
                        fields.text("name"),
                        Provider.Protocol.OPENAI_CHAT,
                        fields.text("base_url"),
                        null,
                        Prices.read(fields),
                        fields.number("priority", 0),
                        fields.number("weight", 1),
                        true);
        Provider provider = providers.add(draft, fields.textOrNull("api_key"));
        fields.texts("models").forEach(model -> models.addRoute(model, provider, model));
        if (fields.flag("fetch_models")) {
            fetch(provider);
        }
        return show(provider);
    }

    private void fetch(Provider provider) {
        ProviderCheck.Result found = check.test(provider);
        if (!found.ok()) {
            providers.remove(provider.id());
            throw new RefusedException(
                    Refusal.of(
                            ErrorCode.UPSTREAM_ERROR,
                            "the models of \"%s\" could not be listed, so it was not added: %s"
                                    .formatted(provider.name(), found.detail())));
        }
        found.models().forEach(model -> models.addRoute(model, provider, model));
    }

    private JsonNode remove(String idOrName) {
        Provider removed = providers.remove(idOrName);
        models.removeProvider(removed.id());
        return show(removed);
    }

    private JsonNode listModels(Provider provider) {
        ProviderCheck.Result found = check.test(provider);
        if (!found.ok()) {
            throw new RefusedException(Refusal.of(ErrorCode.UPSTREAM_ERROR, found.detail()));
        }
        ArrayNode list = Json.MAPPER.createArrayNode();
        found.models().forEach(model -> list.addObject().put("id", model));
        return list;
    }

    private JsonNode test(Provider provider) {
        ProviderCheck.Result found = check.test(provider);
        return Json.MAPPER
                .createObjectNode()
                .put("provider", provider.name())
                .put("ok", found.ok())
                .put("detail", found.detail())
                .put("models", found.models().size());
    }

    private ObjectNode show(Provider provider) {
        ObjectNode shown =
                Json.MAPPER
                        .createObjectNode()
                        .put("id", provider.id())
                        .put("name", provider.name())
                        .put("protocol", provider.protocol().wireName())
                        .put("base_url", provider.baseUrl());
        ArrayNode served = shown.putArray("models");
        models.list().stream()
                .filter(m -> m.routes().stream().anyMatch(r -> r.provider().equals(provider.id())))
                .forEach(m -> served.add(m.id()));
        return shown.put("priority", provider.priority())
                .put("weight", provider.weight())
                .put("health", provider.enabled() ? "unknown" : "disabled");
    }
}
