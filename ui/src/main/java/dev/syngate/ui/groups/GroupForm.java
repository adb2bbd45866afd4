package dev.syngate.ui.groups;

import dev.syngate.money.Multiplier;
import dev.syngate.ui.page.PageTools;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.parts.DrawerForm;
import dev.syngate.ui.parts.Field;
import dev.syngate.ui.parts.TokenField;
import dev.syngate.ui.texts.Texts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/// The fields of a group, with what its multiplier means for some models.
final class GroupForm implements DrawerForm.Form<Map<String, Object>> {
    private static final List<String> USUAL = List.of("0.3", "0.5", "0.7", "1");
    private final Texts texts;
    private final @Nullable GroupRow old;
    private final TextField name = new TextField();
    private final TextField multiplier = new TextField("1");
    private final TokenField models;
    private final TokenField providers;
    private final CheckBox localOnly;
    private final PricePreview preview;
    private final Field nameField;
    private final Field multiplierField;

    /// @param old what is filled in already; null for a new group
    GroupForm(PageTools tools, GroupsViewModel model, @Nullable GroupRow old) {
        this.texts = tools.texts();
        this.old = old;
        models = tokens("groups.all.models", model.models());
        providers = tokens("groups.all.providers", model.providers());
        localOnly = new CheckBox(texts.of("groups.local"));
        localOnly.setWrapText(true);
        preview = new PricePreview(tools, model.examples());
        HBox line = Boxes.row(8, multiplier);
        for (String usual : USUAL) {
            line.getChildren()
                    .add(Buttons.small(usual + "×", null, () -> multiplier.setText(usual)));
        }
        multiplier.setPrefColumnCount(6);
        nameField = new Field(texts.of("groups.column.name"), name);
        multiplierField = new Field(texts.of("groups.column.multiplier"), line);
        multiplierField.hint(texts.of("groups.multiplier.hint"));
        if (old != null) {
            name.setText(old.name());
            name.setDisable(true);
            multiplier.setText(old.multiplier().text());
            models.tokens().setAll(old.models());
            providers.tokens().setAll(old.providers());
            localOnly.setSelected(old.localOnly());
        }
        multiplier.textProperty().subscribe(this::showExample);
    }

    private TokenField tokens(String prompt, List<String> names) {
        return new TokenField(texts.of(prompt), one -> texts.of("remove.one", one))
                .offering(texts.of("choose"), names);
    }

    private void showExample(String text) {
        Multiplier typed = multiplierOf(text);
        if (typed != null) {
            preview.show(typed);
        }
    }

    private static @Nullable Multiplier multiplierOf(String text) {
        try {
            return Multiplier.of(text.strip());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    @Override
    public List<Node> fields() {
        return List.of(
                nameField,
                multiplierField,
                preview,
                new Field(texts.of("groups.column.models"), models),
                new Field(texts.of("groups.column.providers"), providers),
                localOnly);
    }

    @Override
    public Node first() {
        return old == null ? name : multiplier;
    }

    @Override
    public @Nullable Map<String, Object> check() {
        boolean named = !name.getText().isBlank();
        nameField.error(named ? "" : texts.of("providers.form.missing"));
        boolean fits = multiplierOf(multiplier.getText()) != null;
        multiplierField.error(fits ? "" : texts.of("groups.multiplier.hint"));
        if (!named || !fits) {
            return null;
        }
        Map<String, Object> draft = new LinkedHashMap<>();
        if (old == null) {
            draft.put("name", name.getText().strip());
        }
        draft.put("multiplier", multiplier.getText().strip());
        draft.put("models", List.copyOf(models.tokens()));
        draft.put("providers", List.copyOf(providers.tokens()));
        draft.put("local_only", localOnly.isSelected());
        return draft;
    }

    @Override
    public @Nullable Field field(String param) {
        return switch (param) {
            case "name" -> nameField;
            case "multiplier" -> multiplierField;
            default -> null;
        };
    }
}
