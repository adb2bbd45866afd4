package dev.syngate.admin;

import dev.syngate.access.Groups;
import dev.syngate.billing.Price;
import dev.syngate.call.ErrorCode;
import dev.syngate.call.Refusal;
import dev.syngate.call.RefusedException;
import dev.syngate.catalogue.ModelFetch;
import dev.syngate.protocol.Json;
import dev.syngate.provider.Balance;
import dev.syngate.provider.Checklist;
import dev.syngate.provider.Credential;
import dev.syngate.provider.Provider;
import dev.syngate.provider.ProviderCheck;
import dev.syngate.provider.Providers;
import dev.syngate.routing.Circuits;
import dev.syngate.routing.LearnedQuirks;
import dev.syngate.routing.Model;
import dev.syngate.routing.Models;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Providers: what is configured, and whether it works.
final class ProviderAdmin implements Resource {
    private static final String QUIRKS = "quirks";
    private static final Set<String> FIELDS =
            Prices.fieldsAnd(
                    "name",
                    "protocol",
                    "base_url",
                    "api_key",
                    "models",
                    "fetch_models",
                    "priority",
                    "weight",
                    "enabled",
                    ConnectingFields.CONNECT,
                    ConnectingFields.FIRST_BYTE,
                    ConnectingFields.SILENCE,
                    ConnectingFields.CA_FILE,
                    "proxy",
                    "headers",
                    "query",
                    "key_header",
                    "client_certificate",
                    "client_certificate_password");
    private final Providers providers;
    private final ProviderCheck check;
    private final Circuits circuits;
    private final ProviderKeyAdmin keys;
    private final ProviderTestAdmin tests;
    private final LearnedQuirks quirks;
    private final Models models;
    private final ModelFetch fetch;
    private final ProviderModelAdmin listings;
    private final Groups groups;
    private final Supplier<String> secretStore;

    /// The models of the provider that was removed last, as they were.
    private volatile List<Model> servedByRemoved = List.of();

    ProviderAdmin(
            Providers providers,
            ProviderCheck check,
            ProviderTestAdmin tests,
            Circuits circuits,
            LearnedQuirks quirks,
            Models models,
            ModelFetch fetch,
            Groups groups,
            Supplier<String> secretStore) {
        this.secretStore = secretStore;
        this.providers = providers;
        this.check = check;
        this.tests = tests;
        this.circuits = circuits;
        this.keys = new ProviderKeyAdmin(providers, circuits);
        this.quirks = quirks;
        this.models = models;
        this.fetch = fetch;
        this.listings = new ProviderModelAdmin(check, fetch);
        this.groups = groups;
    }

    @Override
    public JsonNode handle(
            String method, List<String> path, Map<String, String> query, @Nullable JsonNode body) {
        return switch (method + " " + path.size()) {
            case "GET 0" -> list("true".equals(query.get("balance")));
            case "POST 0" -> add(new Fields(body, FIELDS));
            case "GET 1" ->
                    show(
                            providers.get(path.getFirst()),
                            secretStore.get(),
                            "true".equals(query.get("balance")));
            case "PATCH 1" -> set(providers.get(path.getFirst()), new Fields(body, FIELDS));
            case "DELETE 1" -> remove(path.getFirst());
            case "DELETE 2" -> forget(providers.get(path.getFirst()), path.getLast());
            case "POST 2" ->
                    switch (path.getLast()) {
                        case "restore" -> restore(path.getFirst());
                        case "test" -> tests.run(providers.get(path.getFirst()), body);
                        default -> ofOne(method, path, body);
                    };
            case "GET 2" ->
                    path.getLast().equals("test")
                            ? tests.look(providers.get(path.getFirst()))
                            : ofOne(method, path, body);
            default -> ofOne(method, path, body);
        };
    }

    private JsonNode ofOne(String method, List<String> path, @Nullable JsonNode body) {
        String what = path.size() < 2 ? "" : path.get(1);
        return switch (what) {
            case "keys" ->
                    keys.handle(
                            method,
                            providers.get(path.getFirst()),
                            path.subList(2, path.size()),
                            body);
            case "models" ->
                    listings.handle(
                            method,
                            providers.get(path.getFirst()),
                            path.subList(2, path.size()),
                            body);
            case "balance" -> balance(method, path);
            default -> throw Resource.unknown(method);
        };
    }

    private JsonNode list(boolean balance) {
        ArrayNode list = Json.MAPPER.createArrayNode();
        String store = secretStore.get();
        providers.list().forEach(provider -> list.add(show(provider, store, balance)));
        return list;
    }

    private JsonNode add(Fields fields) {
        Provider.Protocol protocol =
                Provider.Protocol.ofWireName(fields.text("protocol", "openai-chat"));
        if (protocol == null) {
            throw RefusedException.field(
                    "protocol",
                    "\"protocol\" is openai-chat, openai-responses, anthropic-messages or gemini");
        }
        Provider blank =
                new Provider(
                        "",
                        fields.text("name"),
                        protocol,
                        fields.text("base_url"),
                        null,
                        0,
                        1,
                        true);
        Provider provider = providers.add(read(fields, blank), fields.textOrNull("api_key"));
        Checklist found = fetch(fields, provider);
        if (found != null && !found.ok()) {
            providers.remove(provider.id());
            throw unlisted(provider, "so it was not added", found);
        }
        fields.texts("models").forEach(model -> models.addRoute(model, provider, model));
        return show(provider);
    }

    private JsonNode set(Provider old, Fields fields) {
        if (!fields.text("protocol", old.protocol().wireName()).equals(old.protocol().wireName())) {
            throw RefusedException.field(
                    "protocol", "the protocol of a provider stays; add another provider");
        }
        Provider provider =
                providers.set(old.id(), now -> read(fields, now), fields.textOrNull("api_key"));
        models.follow(provider);
        groups.renameProvider(old.name(), provider.name());
        if (fields.has("models")) {
            models.serve(provider, fields.texts("models"));
            fetch.learn(provider);
        }
        Checklist found = fetch(fields, provider);
        if (found != null && !found.ok()) {
            throw unlisted(provider, "all else was changed", found);
        }
        return show(provider);
    }

    /// The provider with what the fields say in the place of what it was.
    private static Provider read(Fields fields, Provider old) {
        Price price = Prices.read(fields, old.defaultPrice());
        return new Provider(
                old.id(),
                fields.text("name", old.name()),
                old.protocol(),
                fields.text("base_url", old.address()),
                old.credentials(),
                price == null ? old.defaultPrice() : price,
                fields.number("priority", old.priority()),
                fields.number("weight", old.weight()),
                fields.has("enabled") ? fields.flag("enabled") : old.enabled(),
                ConnectingFields.read(fields, old.connecting()));
    }

    /// Adds routes to the models that the provider lists, where the fields ask for it; else null.
    private @Nullable Checklist fetch(Fields fields, Provider provider) {
        if (!fields.flag("fetch_models")) {
            return null;
        }
        Checklist found = check.test(provider);
        if (found.ok()) {
            fetch.add(provider, found.listed(), ModelFetch.Choice.ALL);
        }
        return found;
    }

    private static RefusedException unlisted(Provider provider, String so, Checklist found) {
        return new RefusedException(
                Refusal.of(
                        ErrorCode.UPSTREAM_ERROR,
                        "the models of \"%s\" could not be listed, %s: %s"
                                .formatted(provider.name(), so, found.detail())));
    }

    private JsonNode remove(String idOrName) {
        Provider provider = providers.get(idOrName);
        List<Model> served = models.list().stream().filter(m -> serves(provider, m)).toList();
        Provider removed = providers.remove(idOrName);
        servedByRemoved = served;
        models.removeProvider(removed.id());
        quirks.forget(removed.id());
        tests.forget(removed.id());
        fetch.forget(removed.id());
        return show(removed);
    }

    /// Forgets what the provider taught by refusing; it is asked in the usual words again.
    private JsonNode forget(Provider provider, String what) {
        if (what.equals("test")) {
            return tests.stop(provider);
        }
        if (!what.equals(QUIRKS)) {
            throw RefusedException.notFound(
                    "of a provider its quirks can be forgotten, not \"" + what + "\"");
        }
        quirks.forget(provider.id());
        return show(provider);
    }

    private JsonNode restore(String id) {
        Provider restored = providers.restore(id);
        for (Model model : servedByRemoved) {
            model.routes().stream()
                    .filter(route -> route.provider().equals(id))
                    .forEach(route -> models.addRoute(model.id(), restored, route.upstreamModel()));
        }
        return show(restored);
    }

    private static boolean serves(Provider provider, Model model) {
        return model.routes().stream().anyMatch(r -> r.provider().equals(provider.id()));
    }

    /// Of all keys of which the vendor tells it; null: of none.
    private @Nullable String balance(Provider provider) {
        String told =
                provider.credentials().stream()
                        .map(credential -> check.balance(provider, credential))
                        .filter(Objects::nonNull)
                        .map(Balance::text)
                        .collect(Collectors.joining(", "));
        return told.isEmpty() ? null : told;
    }

    private JsonNode balance(String method, List<String> path) {
        if (!method.equals("GET") || path.size() > 2) {
            throw Resource.unknown(method);
        }
        Provider provider = providers.get(path.getFirst());
        ArrayNode list = Json.MAPPER.createArrayNode();
        for (Credential credential : provider.credentials()) {
            Balance left = check.balance(provider, credential);
            list.addObject()
                    .put("key", credential.label())
                    .put("left", left == null ? null : left.amount().toPlainString())
                    .put("currency", left == null ? null : left.currency());
        }
        return list;
    }

    private ObjectNode show(Provider provider) {
        return show(provider, secretStore.get(), false);
    }

    /// @param store where the key of its secrets is kept
    /// @param balance whether it is asked what is left of our money there, of each key
    private ObjectNode show(Provider provider, String store, boolean balance) {
        ObjectNode shown =
                Json.MAPPER
                        .createObjectNode()
                        .put("id", provider.id())
                        .put("name", provider.name())
                        .put("protocol", provider.protocol().wireName())
                        .put("base_url", provider.address());
        ArrayNode served = shown.putArray("models");
        models.list().stream().filter(m -> serves(provider, m)).forEach(m -> served.add(m.id()));
        Prices.show(shown, provider.defaultPrice());
        ConnectingFields.show(shown, provider.connecting());
        ArrayNode learned = shown.putArray(QUIRKS);
        for (LearnedQuirks.Learned one : quirks.of(provider)) {
            learned.addObject()
                    .put("model", one.model())
                    .put("action", one.quirk().action().name().toLowerCase(Locale.ROOT))
                    .put("parameter", one.quirk().parameter())
                    .put("value", one.quirk().value())
                    .put("words", one.quirk().words())
                    .put("since", one.since().toString());
        }
        return shown.put("priority", provider.priority())
                .put("weight", provider.weight())
                .put("has_api_key", !provider.credentials().isEmpty())
                .put("secret_store", provider.credentials().isEmpty() ? null : store)
                .put("balance", balance ? balance(provider) : null)
                .set("keys", keys.list(provider))
                .put("enabled", provider.enabled())
                .put("health", circuits.health(provider).name().toLowerCase(Locale.ROOT));
    }
}
