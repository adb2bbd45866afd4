package dev.syngate.admin;

import static dev.syngate.billing.PriceVersion.Source.PERSON;

import dev.syngate.billing.Price;
import dev.syngate.billing.PriceBook;
import dev.syngate.billing.PriceVersion;
import dev.syngate.call.RefusedException;
import dev.syngate.catalogue.ModelImport;
import dev.syngate.catalogue.TraitForm;
import dev.syngate.protocol.Json;
import dev.syngate.provider.Provider;
import dev.syngate.provider.Providers;
import dev.syngate.routing.Meant;
import dev.syngate.routing.Model;
import dev.syngate.routing.Models;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Models, their routes and prices. A model's id may hold slashes: all that follows in the path
/// belongs to it.
final class ModelAdmin implements Resource {
    private static final String FALLBACKS = "fallbacks";
    private static final String SUCCESSOR = "successor";
    private static final int MOST_FALLBACKS = 20;
    private static final Set<String> FIELDS =
            Prices.fieldsAnd(
                    "id",
                    "context",
                    "aliases",
                    "routes",
                    "enabled",
                    "valid_from",
                    "valid_until",
                    "rename",
                    FALLBACKS,
                    SUCCESSOR,
                    TraitForm.MAX_OUTPUT,
                    TraitForm.CAPABILITIES);
    private final Models models;
    private final Providers providers;
    private final ModelImportAdmin imports;
    private final InstantSource clock;

    ModelAdmin(Models models, Providers providers, ModelImport modelImport, InstantSource clock) {
        this.clock = clock;
        this.models = models;
        this.providers = providers;
        this.imports = new ModelImportAdmin(modelImport);
    }

    @Override
    public JsonNode handle(
            String method, List<String> path, Map<String, String> query, @Nullable JsonNode body) {
        String id = String.join("/", path);
        return switch (method) {
            case "GET" -> path.isEmpty() ? list() : showWithHistory(models.get(id));
            case "POST" ->
                    id.equals("import") ? imports.handle(body) : add(new Fields(body, FIELDS));
            case "PATCH" -> set(new Fields(body, FIELDS), models.get(id));
            case "DELETE" -> show(models.remove(id));
            default -> throw Resource.unknown(method);
        };
    }

    private JsonNode list() {
        ArrayNode list = Json.MAPPER.createArrayNode();
        models.list().forEach(model -> list.add(show(model)));
        return list;
    }

    private JsonNode add(Fields fields) {
        Model found = models.find(fields.text("id"));
        return set(fields, found == null ? Model.named(fields.text("id")) : found);
    }

    /// Changes what the fields name; the rest stays as it is.
    private JsonNode set(Fields fields, Model before) {
        Model old = before;
        if (fields.has("rename")) {
            old = models.rename(old.id(), fields.text("rename").strip());
        }
        Instant from = Moments.of(fields, "valid_from");
        Instant until = Moments.of(fields, "valid_until");
        if (until != null && !until.isAfter(from == null ? clock.instant() : from)) {
            throw RefusedException.field(
                    "valid_until", "\"valid_until\" must be after the price begins to hold");
        }
        Price price = Prices.read(fields, ownPrice(old.id(), from));
        Long context =
                fields.has("context") ? Long.valueOf(fields.number("context", 0)) : old.context();
        boolean enabled = fields.has("enabled") ? fields.flag("enabled") : old.enabled();
        List<String> aliases = fields.has("aliases") ? fields.texts("aliases") : old.aliases();
        List<Model.Route> routes = new ArrayList<>(old.routes());
        for (String text : fields.texts("routes")) {
            addRoute(routes, text, old.id());
        }
        Model set =
                models.set(
                        new Model(
                                old.id(),
                                aliases,
                                routes,
                                context,
                                enabled,
                                TraitForm.read(fields.json(), old.traits()),
                                fallbacks(fields, old),
                                successor(fields, old)));
        if (price != null) {
            models.prices().set(new PriceBook.Draft(set.id(), price, from, until, PERSON));
        }
        return show(set);
    }

    private List<String> fallbacks(Fields fields, Model old) {
        List<String> names = fields.texts(FALLBACKS, old.fallbacks());
        names.forEach(name -> checkStandIn(FALLBACKS, name, old));
        if (names.size() > MOST_FALLBACKS) {
            throw RefusedException.field(FALLBACKS, "a model has 20 fallbacks at most");
        }
        return names;
    }

    private @Nullable String successor(Fields fields, Model old) {
        String name = fields.text(SUCCESSOR, old.successor() == null ? "" : old.successor());
        if (name.isBlank()) {
            return null;
        }
        checkStandIn(SUCCESSOR, name, old);
        return name;
    }

    private void checkStandIn(String field, String name, Model old) {
        Meant meant = models.meant(name);
        if (meant == null) {
            throw RefusedException.field(field, "there is no model \"" + name + "\"");
        }
        if (meant.model().id().equals(old.id())) {
            throw RefusedException.field(
                    field, "\"" + name + "\" is the model itself, which can't stand in for itself");
        }
    }

    private @Nullable Price ownPrice(String id, @Nullable Instant time) {
        PriceVersion own =
                time == null ? models.prices().current(id) : models.prices().at(id, time);
        return own == null ? null : own.price();
    }

    private void addRoute(List<Model.Route> routes, String text, String id) {
        int colon = text.indexOf(':');
        Provider provider = providers.get(colon < 0 ? text : text.substring(0, colon));
        String upstream = colon < 0 ? id : text.substring(colon + 1);
        routes.removeIf(route -> route.provider().equals(provider.id()));
        routes.add(
                new Model.Route(provider.id(), upstream, provider.priority(), provider.weight()));
    }

    private ObjectNode show(Model model) {
        ObjectNode shown = Json.MAPPER.createObjectNode().put("id", model.id());
        model.aliases().forEach(shown.putArray("aliases")::add);
        ArrayNode routes = shown.putArray("routes");
        for (Model.Route route : model.routes()) {
            Provider provider = providers.byId(route.provider());
            routes.add(
                    (provider == null ? route.provider() : provider.name())
                            + ":"
                            + route.upstreamModel());
        }
        shown.put("context", model.context());
        TraitForm.show(shown, models.traits(model));
        model.fallbacks().forEach(shown.putArray(FALLBACKS)::add);
        shown.put(SUCCESSOR, model.successor());
        Prices.show(shown, models.price(model));
        addVersion(shown, models.prices().current(model.id()));
        return shown.put("enabled", model.enabled());
    }

    private ObjectNode showWithHistory(Model model) {
        ObjectNode shown = show(model);
        ArrayNode versions = shown.putArray("prices");
        for (PriceVersion version : models.prices().versions(model.id()).reversed()) {
            ObjectNode row = versions.addObject();
            addVersion(row, version);
            row.put("created", version.created().toString());
            Prices.show(row, version.price());
        }
        return shown;
    }

    private static void addVersion(ObjectNode shown, @Nullable PriceVersion version) {
        if (version != null) {
            shown.put("price_version", version.number())
                    .put("price_source", version.source().name().toLowerCase(Locale.ROOT))
                    .put("valid_from", version.from().toString())
                    .put("valid_until", Moments.text(version.until()));
        }
    }
}
