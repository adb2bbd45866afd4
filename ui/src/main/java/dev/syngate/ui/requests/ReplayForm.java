package dev.syngate.ui.requests;

import dev.syngate.access.ApiKey;
import dev.syngate.requestlog.RequestRecord;
import dev.syngate.ui.page.PageTools;
import dev.syngate.ui.parts.Choice;
import dev.syngate.ui.parts.DrawerForm;
import dev.syngate.ui.parts.Field;
import dev.syngate.ui.parts.Labels;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import org.jspecify.annotations.Nullable;

/// Asks how a kept request is to be sent again.
final class ReplayForm implements DrawerForm.Form<ReplayForm.Draft> {
    private static final String SAME = "";
    private final RequestRecord item;
    private final Choice<String> key;
    private final TextField model;
    private final List<Node> fields;

    /// How it is sent again; null: as before.
    record Draft(@Nullable String key, @Nullable String model) {}

    /// @param name the key's name in the window's language
    ReplayForm(PageTools tools, RequestRecord item, String name, List<ApiKey> keys) {
        this.item = item;
        List<String> ids = new ArrayList<>(List.of(SAME));
        keys.stream().map(ApiKey::id).filter(id -> !id.equals(item.key())).forEach(ids::add);
        key =
                new Choice<>(
                        ids,
                        id ->
                                id.equals(SAME)
                                        ? name
                                        : keys.stream()
                                                .filter(one -> one.id().equals(id))
                                                .map(ApiKey::name)
                                                .findFirst()
                                                .orElse(id));
        key.setValue(SAME);
        model = new TextField(item.model());
        Label cost =
                Labels.of(
                        tools.texts()
                                .of(
                                        "replay.cost",
                                        item.costUnknown()
                                                ? tools.texts().of("requests.cost.unknown")
                                                : tools.figures().exact(item.charged())));
        cost.setWrapText(true);
        fields =
                List.of(
                        new Field(tools.texts().of("requests.column.key"), key),
                        new Field(tools.texts().of("requests.column.model"), model),
                        cost);
    }

    @Override
    public List<Node> fields() {
        return fields;
    }

    @Override
    public Node first() {
        return model;
    }

    @Override
    public Draft check() {
        String asked = model.getText().strip();
        return new Draft(
                key.getValue().equals(SAME) ? null : key.getValue(),
                asked.isEmpty() || asked.equals(item.model()) ? null : asked);
    }
}
