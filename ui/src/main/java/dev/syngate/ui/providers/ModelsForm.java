package dev.syngate.ui.providers;

import dev.syngate.ui.parts.DrawerForm;
import dev.syngate.ui.parts.PickList;
import dev.syngate.ui.texts.Texts;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.Node;

/// Which of the models that a provider lists it shall serve.
final class ModelsForm implements DrawerForm.Form<List<String>> {
    private final PickList list;

    /// @param listed by the provider
    /// @param served now, also what it does not list any more
    ModelsForm(Texts texts, List<String> listed, List<String> served) {
        list =
                new PickList(
                        texts,
                        Stream.concat(listed.stream(), served.stream())
                                .distinct()
                                .sorted()
                                .toList(),
                        served);
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
