package dev.syngate.ui.models;

import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Choice;
import dev.syngate.ui.parts.DrawerForm;
import dev.syngate.ui.parts.Field;
import dev.syngate.ui.parts.PriceFields;
import dev.syngate.ui.parts.TokenField;
import dev.syngate.ui.texts.Texts;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.MissingNode;

/// The fields of a model: its route, aliases and price.
final class ModelForm implements DrawerForm.Form<Map<String, Object>> {
    private final Texts texts;
    private final @Nullable ModelRow old;
    private final TextField id = new TextField();
    private final Choice<String> provider = new Choice<>(List.of(), one -> one);
    private final TextField upstream = new TextField();
    private final TextField context = new TextField();
    private final TokenField aliases;
    private final TextField maxOutput = new TextField();
    private final AbilityChoice abilities;
    private final TokenField fallbacks;
    private final TextField successor = new TextField();
    private final PriceFields price;
    private final Map<String, Field> fields = new LinkedHashMap<>();

    /// @param zone where the days begin from which prices hold
    /// @param old what is filled in already; null for a new model
    ModelForm(Texts texts, ZoneId zone, ModelsViewModel model, @Nullable ModelRow old) {
        this.texts = texts;
        this.old = old;
        aliases =
                new TokenField(
                        texts.of("models.form.aliases.none"), one -> texts.of("remove.one", one));
        abilities = new AbilityChoice(texts);
        fallbacks =
                new TokenField(
                                texts.of("models.form.fallbacks.none"),
                                one -> texts.of("remove.one", one))
                        .offering(texts.of("choose"), model.names());
        price =
                new PriceFields(
                                texts,
                                old == null ? MissingNode.getInstance() : old.shown(),
                                texts.of("models.form.free"))
                        .timed(zone);
        model.providers(names -> provider.getItems().setAll(names));
        upstream.setPromptText(texts.of("models.form.upstream.same"));
        field("id", id);
        field("context", context);
        field("max_output", maxOutput);
        field("capabilities", abilities).hint(texts.of("models.form.capabilities.hint"));
        field("fallbacks", fallbacks).hint(texts.of("models.form.fallbacks.hint"));
        field("successor", successor).hint(texts.of("models.form.successor.hint"));
        field("aliases", aliases).hint(texts.of("models.form.aliases.hint"));
        if (old != null) {
            fill(old);
        }
    }

    private void fill(ModelRow row) {
        id.setText(row.id());
        id.setDisable(true);
        context.setText(row.context() == 0 ? "" : Long.toString(row.context()));
        maxOutput.setText(row.maxOutput() == 0 ? "" : Long.toString(row.maxOutput()));
        abilities.fill(row.shown().path("capabilities"));
        fallbacks.tokens().setAll(row.fallbacks());
        successor.setText(row.successor());
        aliases.tokens().setAll(row.aliases());
    }

    private Field field(String param, Node control) {
        Field field = new Field(texts.of("models.form." + param), control);
        fields.put(param, field);
        return field;
    }

    @Override
    public List<Node> fields() {
        HBox route =
                new HBox(
                        16,
                        half(new Field(texts.of("models.form.provider"), provider)),
                        half(new Field(texts.of("models.form.upstream"), upstream)));
        HBox sizes = new HBox(16, half(field("context")), half(field("max_output")));
        List<Node> all = new ArrayList<>(List.of(field("id"), route, field("aliases")));
        all.addAll(price.nodes());
        all.addAll(List.of(sizes, field("capabilities"), field("fallbacks"), field("successor")));
        return all;
    }

    private static Node half(Field field) {
        field.setPrefWidth(140);
        return Boxes.grow(field);
    }

    @Override
    public Node first() {
        return old == null ? id : price.first();
    }

    @Override
    public @Nullable Map<String, Object> check() {
        boolean named = !id.getText().isBlank();
        field("id").error(named ? "" : texts.of("providers.form.missing"));
        boolean fits = named;
        fits &= isCount("context", context);
        fits &= isCount("max_output", maxOutput);
        fits &= price.check();
        return fits ? draft() : null;
    }

    private boolean isCount(String param, TextField input) {
        String size = input.getText().strip();
        boolean whole = size.isEmpty() || size.matches("[1-9][0-9]{0,8}");
        field(param).error(whole ? "" : texts.of("keys.form.number.wrong"));
        return whole;
    }

    private Map<String, Object> draft() {
        Map<String, Object> draft = new LinkedHashMap<>();
        draft.put("id", id.getText().strip());
        draft.put("aliases", List.copyOf(aliases.tokens()));
        if (!context.getText().isBlank()) {
            draft.put("context", Integer.valueOf(context.getText().strip()));
        }
        if (!maxOutput.getText().isBlank()) {
            draft.put("max_output", Integer.valueOf(maxOutput.getText().strip()));
        }
        draft.put("capabilities", abilities.chosen());
        draft.put("fallbacks", List.copyOf(fallbacks.tokens()));
        draft.put("successor", successor.getText().strip());
        if (provider.getValue() != null) {
            String there = upstream.getText().strip();
            draft.put(
                    "routes",
                    List.of(
                            there.isEmpty()
                                    ? provider.getValue()
                                    : provider.getValue() + ":" + there));
        }
        draft.putAll(price.changed());
        return draft;
    }

    @Override
    public Field field(String param) {
        Field priced = price.find(param);
        return priced == null
                ? Objects.requireNonNull(fields.getOrDefault(param, fields.get("id")))
                : priced;
    }
}
