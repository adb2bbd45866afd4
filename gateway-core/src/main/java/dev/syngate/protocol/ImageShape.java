package dev.syngate.protocol;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Images: an event for each picture that is done (Images reference, "Streaming").
final class ImageShape implements AnswerShape {
    private final String type;

    /// @param type of the event of a picture that is done
    ImageShape(String type) {
        this.type = type;
    }

    @Override
    public byte[] events(JsonNode whole) {
        EventWriter out = new EventWriter();
        int left = whole.path("data").size();
        for (JsonNode picture : whole.path("data")) {
            ObjectNode event = Json.MAPPER.createObjectNode().put("type", type);
            AnswerShape.putAll(whole, event);
            event.remove("data");
            AnswerShape.putAll(picture, event);
            if (--left > 0) {
                event.remove("usage");
            }
            out.named(event);
        }
        return out.bytes();
    }

    @Override
    public JsonNode whole(List<JsonNode> events) {
        ObjectNode whole = Json.MAPPER.createObjectNode();
        ArrayNode data = Json.MAPPER.createArrayNode();
        for (JsonNode event : events) {
            if (event.path("type").asString("").endsWith(".completed")) {
                AnswerShape.putAll(event, whole);
                ObjectNode picture = data.addObject();
                picture.set("b64_json", event.path("b64_json"));
            }
        }
        whole.remove(List.of("type", "b64_json"));
        whole.set("data", data);
        return whole;
    }
}
