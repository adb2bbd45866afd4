package dev.syngate.ui.models;

import dev.syngate.ui.page.PageTools;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.parts.DrawerForm;
import dev.syngate.ui.parts.Field;
import dev.syngate.ui.parts.Fold;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.texts.Texts;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// A list of models and prices, pasted or from a file: what it would change is shown first.
final class ImportForm implements DrawerForm.Form<Map<String, Object>> {
    private static final long LONGEST = 16L * 1024 * 1024;
    private final PageTools tools;
    private final Texts texts;
    private final ModelsViewModel model;
    private final TextArea text = new TextArea();
    private final Field textField;
    private final VBox changes = Boxes.styled(Boxes.column(0), "card", "steps");
    private final Label sum = Labels.of("", "medium");
    private final TextField section = new TextField();
    private final CheckBox force;
    private final CheckBox overwrite;
    private final Fold more;
    private @Nullable Map<String, Object> planned;

    ImportForm(PageTools tools, ModelsViewModel model) {
        this.tools = tools;
        this.texts = tools.texts();
        this.model = model;
        text.setPrefRowCount(8);
        text.setPromptText(texts.of("models.import.prompt"));
        text.getStyleClass().add("mono");
        text.textProperty().subscribe(words -> Boxes.show(changes, false));
        section.setPromptText("openai");
        force = new CheckBox(texts.of("models.import.force"));
        overwrite = new CheckBox(texts.of("models.import.overwrite"));
        force.setWrapText(true);
        overwrite.setWrapText(true);
        Field vendor = new Field(texts.of("models.import.section"), section);
        vendor.hint(texts.of("models.import.section.hint"));
        more = new Fold(texts.of("more.options"), overwrite, force, vendor);
        textField = new Field(texts.of("models.import.text"), text);
        textField.hint(texts.of("models.import.forms"));
    }

    @Override
    public List<Node> fields() {
        return List.of(
                textField,
                more,
                Boxes.row(
                        8,
                        Buttons.plain(texts.of("models.import.file"), Feather.FOLDER, this::choose),
                        Buttons.plain(texts.of("models.import.show"), Feather.EYE, this::plan)),
                sum,
                changes);
    }

    private void choose() {
        File file = new FileChooser().showOpenDialog(text.getScene().getWindow());
        if (file == null) {
            return;
        }
        try {
            if (file.length() > LONGEST) {
                textField.error(texts.of("models.import.too.long"));
            } else {
                text.setText(Files.readString(file.toPath()));
                plan();
            }
        } catch (IOException e) {
            textField.error(texts.of("models.import.unreadable"));
        }
    }

    /// What is to be read, and how.
    private Map<String, Object> asked() {
        Map<String, Object> asked = new LinkedHashMap<>();
        asked.put("text", text.getText());
        asked.put("force", force.isSelected());
        asked.put("overwrite", overwrite.isSelected());
        if (!section.getText().isBlank()) {
            asked.put("section", section.getText().strip());
        }
        return asked;
    }

    private void plan() {
        Map<String, Object> asked = asked();
        if (!text.getText().isBlank()) {
            model.importModels(
                    asked,
                    false,
                    plan -> {
                        planned = asked;
                        show(plan);
                    },
                    failure -> textField.error(String.valueOf(failure.getMessage())));
        }
    }

    private void show(ModelsViewModel.Plan plan) {
        sum.setText(texts.of("models.import.changes", plan.changes().size()));
        Boxes.show(changes, !plan.changes().isEmpty());
        changes.getChildren().clear();
        for (ModelsViewModel.Change change : plan.changes()) {
            Label id = Labels.of(change.id(), "mono");
            Label what = Labels.whole(texts.of("models.change." + change.kind()), "secondary");
            VBox line = Boxes.column(2, Boxes.row(8, id, Boxes.spacer(), what));
            if (!change.before().isEmpty()) {
                line.getChildren().add(Labels.of("− " + change.before(), "secondary", "danger"));
            }
            if (!change.after().isEmpty()) {
                line.getChildren().add(Labels.of("+ " + change.after(), "secondary", "success"));
            }
            if (!change.reason().isEmpty()) {
                line.getChildren().add(Labels.of(change.reason(), "secondary", "warning"));
            }
            changes.getChildren().add(Boxes.styled(line, "step"));
        }
    }

    @Override
    public Node first() {
        return text;
    }

    /// The text, once what it changes was seen.
    @Override
    public @Nullable Map<String, Object> check() {
        if (text.getText().isBlank()) {
            textField.error(texts.of("providers.form.missing"));
            return null;
        }
        if (!asked().equals(planned)) {
            plan();
            return null;
        }
        return planned;
    }

    @Override
    public Field field(String param) {
        return textField;
    }

    /// Opens it in a drawer.
    void open() {
        new DrawerForm<>(
                        texts,
                        tools.overlay(),
                        new DrawerForm.Words(
                                texts.of("models.import"), "", texts.of("models.import.apply")),
                        this,
                        (words, done, failed) ->
                                model.importModels(
                                        words,
                                        true,
                                        plan -> {
                                            done.run();
                                            tools.toasts()
                                                    .say(
                                                            texts.of(
                                                                    "models.import.done",
                                                                    plan.changes().size()));
                                        },
                                        failed))
                .show();
    }
}
