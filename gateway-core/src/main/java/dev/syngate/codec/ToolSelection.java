package dev.syngate.codec;

import dev.syngate.hub.Tool;
import dev.syngate.hub.ToolChoice;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Which tools the model may and must call, in the words of OpenAI's protocols: nested as in chat
/// completions, or flat as in responses (their references, `tool_choice`).
final class ToolSelection {
    private static final Set<String> CALLED_BY_CALLERS = Set.of("function", "custom");

    private ToolSelection() {}

    static ToolChoice choice(JsonNode choice) {
        if (choice.isString()) {
            return switch (choice.asString("")) {
                case "none" -> new ToolChoice.None();
                case "required" -> new ToolChoice.Required();
                default -> new ToolChoice.Auto();
            };
        }
        String type = choice.path("type").asString("function");
        if (type.equals("allowed_tools")) {
            return Fields.text(list(choice).path("mode")).equals("required")
                    ? new ToolChoice.Required()
                    : new ToolChoice.Auto();
        }
        if (!CALLED_BY_CALLERS.contains(type)) {
            return new ToolChoice.Hosted(type);
        }
        String name = name(choice);
        return name.isEmpty() ? new ToolChoice.Auto() : new ToolChoice.Named(name);
    }

    private static JsonNode list(JsonNode choice) {
        return choice.has("allowed_tools") ? choice.path("allowed_tools") : choice;
    }

    private static String name(JsonNode tool) {
        String nested = tool.path(tool.path("type").asString("function")).path("name").asString("");
        return nested.isEmpty() ? tool.path("name").asString("") : nested;
    }

    /// The tools without those that may not be called.
    static List<Tool> allowed(List<Tool> tools, JsonNode choice) {
        if (!choice.path("type").asString("").equals("allowed_tools")) {
            return tools;
        }
        Set<String> names = new HashSet<>();
        list(choice).path("tools").forEach(tool -> names.add(name(tool)));
        return only(tools, names);
    }

    static List<Tool> only(List<Tool> tools, Set<String> names) {
        return tools.stream().filter(tool -> names.contains(tool.name())).toList();
    }
}
