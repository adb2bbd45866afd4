package dev.syngate.provider;

import dev.syngate.call.Cancellation;
import dev.syngate.call.Payload;
import dev.syngate.protocol.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Asks model servers of this machine or network what their OpenAI-compatible list leaves out: LM
/// Studio tells it at `api/v0/models`, Ollama for each model at `api/show`. Sources: both vendors'
/// references of these addresses.
record LocalDetails(Upstream upstream) {
    private static final int MOST_ASKED = 40;

    /// The list with what the server tells besides; as it is where it tells nothing.
    List<ListedModel> of(
            Provider provider,
            @Nullable Credential credential,
            List<ListedModel> listed,
            Cancellation cancellation) {
        if (!provider.isLocal() || listed.isEmpty()) {
            return listed;
        }
        Provider root = provider.withBaseUrl(BaseUrl.root(provider.baseUrl()));
        String owner = listed.getFirst().entry().path("owned_by").asString("");
        return switch (owner) {
            case "library" -> shown(root, credential, listed, cancellation);
            case "organization_owner" -> listedBeside(root, credential, listed, cancellation);
            default -> listed;
        };
    }

    private List<ListedModel> listedBeside(
            Provider root,
            @Nullable Credential credential,
            List<ListedModel> listed,
            Cancellation cancellation) {
        JsonNode told = ask(Upstream.Request.get(root, credential, "/api/v0/models"), cancellation);
        Map<String, JsonNode> entries =
                told.path("data")
                        .valueStream()
                        .collect(
                                Collectors.toMap(
                                        entry -> entry.path("id").asString(""),
                                        entry -> entry,
                                        (first, second) -> first));
        return listed.stream()
                .map(model ->
                        new ListedModel(
                                model.id(), entries.getOrDefault(model.id(), model.entry())))
                .toList();
    }

    private List<ListedModel> shown(
            Provider root,
            @Nullable Credential credential,
            List<ListedModel> listed,
            Cancellation cancellation) {
        List<ListedModel> told = new ArrayList<>();
        for (ListedModel model : listed) {
            told.add(
                    told.size() < MOST_ASKED && !cancellation.isCancelled()
                            ? shown(root, credential, model, cancellation)
                            : model);
        }
        return told;
    }

    private ListedModel shown(
            Provider root,
            @Nullable Credential credential,
            ListedModel model,
            Cancellation cancellation) {
        ObjectNode question = Json.MAPPER.createObjectNode().put("model", model.id());
        JsonNode told =
                ask(
                        new Upstream.Request(
                                root,
                                credential,
                                "/api/show",
                                new Payload.Bytes(Json.MAPPER.writeValueAsBytes(question)),
                                "",
                                Map.of()),
                        cancellation);
        ObjectNode entry = Json.MAPPER.createObjectNode().put("id", model.id());
        entry.set("capabilities", told.path("capabilities"));
        told.path("model_info")
                .propertyStream()
                .filter(field -> field.getKey().endsWith(".context_length"))
                .findFirst()
                .ifPresent(field -> entry.set("context_length", field.getValue()));
        return told.has("model_info") ? new ListedModel(model.id(), entry) : model;
    }

    /// What the server answers; nothing in it where it does not.
    private JsonNode ask(Upstream.Request request, Cancellation cancellation) {
        try (Upstream.Reply reply = upstream.open(request, cancellation)) {
            byte[] body = ProviderCheck.bodyOf(reply);
            return reply.status() == 200
                    ? Json.MAPPER.readTree(body)
                    : Json.MAPPER.createObjectNode();
        } catch (IOException | JacksonException e) {
            return Json.MAPPER.createObjectNode();
        }
    }
}
