package dev.syngate.protocol;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// How a protocol tells one answer as a whole and as a stream of events; for providers that send
/// the one where the other was asked for. Pure.
public interface AnswerShape {
    /// The events of a whole answer, with the end of the stream.
    byte[] events(JsonNode whole);

    /// The whole answer that the events of a complete stream tell.
    JsonNode whole(List<JsonNode> events);

    /// The one document of a whole answer, which some providers send in pieces.
    default byte[] document(byte[] body) {
        return body;
    }

    /// Copies the fields of one object that have a value into another.
    static void putAll(JsonNode from, ObjectNode into) {
        for (var field : from.properties()) {
            if (!field.getValue().isNull()) {
                into.set(field.getKey(), field.getValue());
            }
        }
    }

    /// Adds a text to that of a field.
    static void append(ObjectNode node, String field, String more) {
        node.put(field, node.path(field).asString("") + more);
    }
}
