package dev.syngate.codec;

import dev.syngate.hub.Tool;
import dev.syngate.protocol.Json;
import tools.jackson.databind.node.ObjectNode;

/// The plain text of a tool, as the one argument that others understand.
final class FreeText {
    private FreeText() {}

    static String wrap(String input) {
        return Json.MAPPER.createObjectNode().put(Tool.INPUT, input).toString();
    }

    /// What models wrote that did not keep to the argument is taken as it is.
    static String unwrap(String arguments) {
        ObjectNode object = Fields.parse(arguments);
        return object != null && object.path(Tool.INPUT).isString()
                ? object.path(Tool.INPUT).asString("")
                : arguments;
    }
}
