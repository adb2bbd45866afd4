package dev.syngate.admin;

import dev.syngate.protocol.Json;
import dev.syngate.provider.Credential;
import dev.syngate.provider.Provider;
import dev.syngate.provider.Providers;
import dev.syngate.routing.Circuits;
import dev.syngate.routing.Standing;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The keys that a provider knows us by. Secrets go in and never come out.
final class ProviderKeyAdmin {
    private static final Set<String> FIELDS = Set.of("api_key", "label", "weight", "enabled");

    /// The key of the vault is another one.
    private static final String LOST = "lost";

    private final Providers providers;
    private final Circuits circuits;

    ProviderKeyAdmin(Providers providers, Circuits circuits) {
        this.providers = providers;
        this.circuits = circuits;
    }

    /// @param key the rest of the path: none for all keys, or the id or label of one
    JsonNode handle(String method, Provider provider, List<String> key, @Nullable JsonNode body) {
        return switch (method + " " + key.size()) {
            case "GET 0" -> list(provider);
            case "POST 0" -> add(provider, new Fields(body, FIELDS));
            case "GET 1" -> show(provider, providers.credential(provider, key.getFirst()));
            case "PATCH 1" -> set(provider, key.getFirst(), new Fields(body, FIELDS));
            case "DELETE 1" ->
                    show(provider, providers.removeCredential(provider.id(), key.getFirst()));
            default -> throw Resource.unknown(method);
        };
    }

    ArrayNode list(Provider provider) {
        ArrayNode list = Json.MAPPER.createArrayNode();
        provider.credentials().forEach(credential -> list.add(show(provider, credential)));
        return list;
    }

    private JsonNode add(Provider provider, Fields fields) {
        Credential added =
                providers.addCredential(
                        provider.id(),
                        read(fields, Credential.draft(fields.textOrNull("label"))),
                        fields.text("api_key"));
        return show(providers.get(provider.id()), added);
    }

    private JsonNode set(Provider provider, String idOrLabel, Fields fields) {
        Credential changed =
                providers.setCredential(
                        provider.id(),
                        idOrLabel,
                        old -> read(fields, old),
                        fields.textOrNull("api_key"));
        return show(providers.get(provider.id()), changed);
    }

    private static Credential read(Fields fields, Credential old) {
        return new Credential(
                old.id(),
                fields.text("label", old.label()),
                fields.number("weight", old.weight()),
                fields.has("enabled") ? fields.flag("enabled") : old.enabled());
    }

    private ObjectNode show(Provider provider, Credential credential) {
        Standing standing = circuits.standing(provider, credential);
        ObjectNode shown =
                Json.MAPPER
                        .createObjectNode()
                        .put("id", credential.id())
                        .put("label", credential.label())
                        .put("weight", credential.weight())
                        .put("enabled", credential.enabled())
                        .put(
                                "health",
                                providers.secret(credential) == null ? LOST : standing.word());
        Instant until = standing.until();
        return until == null ? shown : shown.put("health_until", until.toString());
    }
}
