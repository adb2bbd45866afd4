package dev.syngate.codec;

import static dev.syngate.codec.Wire.SCHEMA;
import static dev.syngate.codec.Wire.each;
import static dev.syngate.codec.Wire.halves;
import static dev.syngate.codec.Wire.quoted;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Gemini's generateContent, as a client and a provider write and read it.
final class GeminiWire implements Wire.Words {
    @Override
    public String head() {
        return "\"systemInstruction\":{\"parts\":[{\"text\":\"Be brief\"}]},\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Look at this\"},{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"aW1n\"}}]}],"
                + "\"generationConfig\":{\"maxOutputTokens\":500,\"temperature\":0.5,\"thinkingConfig\":{\"thinkingLevel\":\"HIGH\",\"includeThoughts\":true},\"responseMimeType\":\"application/json\",\"responseJsonSchema\":%s},"
                        .formatted(SCHEMA)
                + "\"tools\":[{\"functionDeclarations\":[%s,%s]}]"
                        .formatted(tool("weather"), tool("clock"));
    }

    private String tool(String name) {
        return "{\"name\":\"%s\",\"description\":\"\",\"parametersJsonSchema\":%s}"
                .formatted(name, SCHEMA);
    }

    private static final String USAGE =
            "{\"promptTokenCount\":20,\"cachedContentTokenCount\":5,\"candidatesTokenCount\":6,\"thoughtsTokenCount\":3,\"totalTokenCount\":29}";

    private String part(String part, String rest) {
        return "{\"candidates\":[{\"index\":0,\"content\":{\"role\":\"model\",\"parts\":[%s]}%s}],\"usageMetadata\":%s}"
                .formatted(part, rest, USAGE);
    }

    private String stop(Said said) {
        return ",\"finishReason\":\"%s\""
                .formatted(said.stop().equals("length") ? "MAX_TOKENS" : "STOP");
    }

    private List<String> calls(Said said) {
        return each(
                said,
                call ->
                        "{\"functionCall\":{\"id\":\"%s\",\"name\":\"%s\",\"args\":%s}}"
                                .formatted(call.id(), call.name(), call.arguments()));
    }

    @Override
    public String whole(Said said) {
        List<String> parts = new ArrayList<>();
        if (!said.reasoning().isEmpty()) {
            parts.add("{\"thought\":true,\"text\":%s}".formatted(quoted(said.reasoning())));
        }
        if (!said.text().isEmpty()) {
            parts.add("{\"text\":%s}".formatted(quoted(said.text())));
        }
        parts.addAll(calls(said));
        return part(String.join(",", parts), stop(said));
    }

    @Override
    public List<String> stream(Said said) {
        List<String> events = new ArrayList<>();
        halves(said.reasoning())
                .forEach(half ->
                        events.add(
                                part(
                                        "{\"thought\":true,\"text\":%s}".formatted(quoted(half)),
                                        "")));
        halves(said.text())
                .forEach(half -> events.add(part("{\"text\":%s}".formatted(quoted(half)), "")));
        calls(said).forEach(call -> events.add(part(call, "")));
        events.add(part("", stop(said)));
        return events.stream().map(event -> "data: " + event + "\r\n\r\n").toList();
    }

    @Override
    public String failure() {
        return "data: {\"error\":{\"code\":500,\"message\":\"the model fell over\",\"status\":\"INTERNAL\"}}\r\n\r\n";
    }

    @Override
    public void hear(JsonNode event, Hearing hearing) {
        for (JsonNode candidate : event.path("candidates")) {
            for (JsonNode part : candidate.path("content").path("parts")) {
                (part.path("thought").asBoolean(false) ? hearing.reasoning() : hearing.text())
                        .append(part.path("text").asString(""));
                JsonNode call = part.path("functionCall");
                if (call.isObject()) {
                    hearing.call(
                            hearing.calls().size(),
                            call.path("id").asString(""),
                            call.path("name").asString(""),
                            call.path("args").toString());
                }
            }
            if (candidate.has("finishReason")) {
                hearing.ended();
                hearing.stopped(
                        candidate.path("finishReason").asString("").equals("MAX_TOKENS")
                                ? "length"
                                : hearing.calls().isEmpty() ? "stop" : "tools");
            }
        }
        if (event.has("error")) {
            hearing.failed(event.path("error").path("message").asString(""));
        }
    }
}
