package dev.syngate.ui.providers;

import dev.syngate.ui.page.PageTools;
import dev.syngate.ui.parts.DrawerForm;
import dev.syngate.ui.parts.PickList;
import dev.syngate.ui.texts.Texts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javafx.scene.Node;
import tools.jackson.databind.JsonNode;

/// Which of the models that a provider lists it shall serve.
final class ModelsForm implements DrawerForm.Form<List<String>> {
    private final PageTools tools;
    private final Map<String, JsonNode> listed = new LinkedHashMap<>();
    private final PickList list;

    /// @param found what the provider lists, each as the management API tells it
    /// @param served now, also what it does not list any more
    ModelsForm(PageTools tools, List<JsonNode> found, List<String> served) {
        this.tools = tools;
        found.forEach(one -> listed.put(one.path("id").asString(""), one));
        list =
                new PickList(
                        tools.texts(),
                        Stream.concat(listed.keySet().stream(), served.stream())
                                .distinct()
                                .sorted()
                                .toList(),
                        served,
                        this::words);
    }

    /// The id, and what the provider tells of it.
    private String words(String id) {
        Texts texts = tools.texts();
        JsonNode told = listed.get(id);
        if (told == null) {
            return texts.of("pick.unlisted", id);
        }
        StringBuilder words = new StringBuilder(id);
        if (told.path("state").asString("").equals("new")) {
            words.append("  ·  ").append(texts.of("pick.new"));
        }
        if (told.path("context").asLong(0) > 0) {
            words.append("  ·  ").append(tools.figures().compact(told.path("context").asLong()));
        }
        if (told.hasNonNull("input") && told.hasNonNull("output")) {
            words.append("  ·  $")
                    .append(told.path("input").asString())
                    .append(" / $")
                    .append(told.path("output").asString());
        }
        return words.toString();
    }

    @Override
    public List<Node> fields() {
        return List.of(list);
    }

    @Override
    public Node first() {
        return list.filter();
    }

    @Override
    public List<String> check() {
        return list.picked().stream().sorted().toList();
    }
}
