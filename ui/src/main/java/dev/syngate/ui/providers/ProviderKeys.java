package dev.syngate.ui.providers;

import dev.syngate.ui.page.PageTools;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.parts.ConfirmSheet;
import dev.syngate.ui.parts.DrawerForm;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.texts.Texts;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The keys that a provider knows us by, each with how it does and what can be done with it.
record ProviderKeys(PageTools tools, ProvidersViewModel model) {
    Node of(ProviderRow row) {
        Texts texts = tools.texts();
        VBox column = Boxes.column(12);
        if (row.keys().isEmpty()) {
            column.getChildren().add(Labels.of(texts.of("providers.keys.none"), "secondary"));
        } else {
            VBox lines = Boxes.styled(Boxes.column(0), "card", "steps");
            row.keys().forEach(key -> lines.getChildren().add(line(row, key)));
            column.getChildren().add(lines);
        }
        if (!row.isBuiltIn()) {
            column.getChildren()
                    .add(
                            Boxes.row(
                                    8,
                                    Buttons.small(
                                            texts.of("providers.keys.add"),
                                            Feather.PLUS,
                                            () -> add(row))));
        }
        return column;
    }

    private Node line(ProviderRow row, ProviderRow.Key key) {
        Texts texts = tools.texts();
        Label label = Labels.of(key.label(), "medium");
        label.setMinWidth(60);
        String health = texts.of("providers.keys.health." + key.health());
        Label state = Boxes.grow(Labels.of(health, "secondary"));
        state.setMinWidth(0);
        Label weight = Labels.whole("× " + tools.figures().count(key.weight()), "secondary");
        MenuButton more = Buttons.more(texts.of("more") + ": " + key.label());
        more.getItems()
                .addAll(
                        Buttons.item(texts.of("providers.keys.check"), () -> check(row, key)),
                        Buttons.item(texts.of("edit"), () -> edit(row, key)),
                        Buttons.item(
                                texts.of(key.enabled() ? "pause" : "resume"),
                                () -> model.pauseKey(row, key, key.enabled())),
                        Buttons.item(texts.of("remove"), () -> remove(row, key)));
        return Boxes.styled(
                Boxes.row(8, Labels.dot(key.tone()), label, state, weight, more), "step");
    }

    /// Asks the provider with this key, whatever the others do.
    private void check(ProviderRow row, ProviderRow.Key key) {
        model.checkKey(
                row,
                key,
                words -> tools.toasts().say(key.label() + ": " + words),
                failure -> tools.toasts().say(String.valueOf(failure.getMessage())));
    }

    private void add(ProviderRow row) {
        String add = tools.texts().of("providers.keys.add");
        show(
                add,
                tools.texts().of("add"),
                null,
                (fields, done, failed) -> model.addKey(row, fields, done, failed));
    }

    private void edit(ProviderRow row, ProviderRow.Key key) {
        show(
                key.label(),
                tools.texts().of("save"),
                key,
                (fields, done, failed) -> model.setKey(row, key, fields, done, failed));
    }

    private void show(
            String title,
            String submit,
            ProviderRow.@Nullable Key old,
            DrawerForm.Submission<Map<String, Object>> submission) {
        Texts texts = tools.texts();
        new DrawerForm<>(
                        texts,
                        tools.overlay(),
                        new DrawerForm.Words(title, texts.of("providers.form.key.where"), submit),
                        new ProviderKeyForm(texts, old),
                        submission)
                .show();
    }

    /// A secret that is gone can't be brought back.
    private void remove(ProviderRow row, ProviderRow.Key key) {
        Texts texts = tools.texts();
        new ConfirmSheet(
                        texts,
                        tools.overlay(),
                        texts.of("providers.keys.remove", key.label()),
                        texts.of("providers.keys.remove.more", row.name()),
                        texts.of("remove"),
                        () -> model.removeKey(row, key))
                .show();
    }
}
