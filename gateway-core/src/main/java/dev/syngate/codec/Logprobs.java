package dev.syngate.codec;

import dev.syngate.hub.Logprob;
import dev.syngate.protocol.Json;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// How likely tokens are, in OpenAI's words, which chat completions and responses share, and in
/// Gemini's (Chat Completions reference, `logprobs`; generateContent reference, `LogprobsResult`).
final class Logprobs {
    private Logprobs() {}

    static List<Logprob> ofOpenAi(JsonNode tokens) {
        return tokens.isEmpty() ? List.of() : tokens.valueStream().map(Logprobs::token).toList();
    }

    private static Logprob token(JsonNode token) {
        String text = Fields.text(token.path("token"));
        double value = token.path("logprob").asDouble(0);
        List<Logprob> top = ofOpenAi(token.path("top_logprobs"));
        JsonNode bytes = token.path("bytes");
        return bytes.isArray()
                ? new Logprob(
                        text, bytes.valueStream().map(each -> each.asInt(0)).toList(), value, top)
                : Logprob.of(text, value, top);
    }

    static ArrayNode openAi(List<Logprob> tokens) {
        ArrayNode told = Json.MAPPER.createArrayNode();
        for (Logprob token : tokens) {
            told(token, told.addObject()).set("top_logprobs", top(token));
        }
        return told;
    }

    private static ArrayNode top(Logprob token) {
        ArrayNode top = Json.MAPPER.createArrayNode();
        token.top().forEach(each -> told(each, top.addObject()));
        return top;
    }

    private static ObjectNode told(Logprob token, ObjectNode target) {
        target.put("token", token.token()).put("logprob", token.value());
        token.bytes().forEach(target.putArray("bytes")::add);
        return target;
    }

    static List<Logprob> ofGemini(JsonNode result) {
        List<Logprob> tokens = new ArrayList<>();
        JsonNode places = result.path("topCandidates");
        for (JsonNode chosen : result.path("chosenCandidates")) {
            List<Logprob> top =
                    places.path(tokens.size())
                            .path("candidates")
                            .valueStream()
                            .map(each -> candidate(each, List.of()))
                            .toList();
            tokens.add(candidate(chosen, top));
        }
        return tokens;
    }

    private static Logprob candidate(JsonNode candidate, List<Logprob> top) {
        return Logprob.of(
                Fields.text(candidate.path("token")),
                candidate.path("logProbability").asDouble(0),
                top);
    }

    static ObjectNode gemini(List<Logprob> tokens) {
        ObjectNode result = Json.MAPPER.createObjectNode();
        ArrayNode chosen = result.putArray("chosenCandidates");
        ArrayNode places = Json.MAPPER.createArrayNode();
        for (Logprob token : tokens) {
            candidate(token, chosen);
            ArrayNode top = places.addObject().putArray("candidates");
            token.top().forEach(each -> candidate(each, top));
        }
        if (tokens.stream().anyMatch(token -> !token.top().isEmpty())) {
            result.set("topCandidates", places);
        }
        return result;
    }

    private static void candidate(Logprob token, ArrayNode target) {
        target.addObject().put("token", token.token()).put("logProbability", token.value());
    }

    /// The mean over all; nothing to be asked of none.
    static double average(List<Logprob> tokens) {
        return tokens.stream().mapToDouble(Logprob::value).average().orElse(0);
    }
}
