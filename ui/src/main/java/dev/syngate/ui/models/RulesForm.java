package dev.syngate.ui.models;

import dev.syngate.ui.page.PageTools;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.parts.Choice;
import dev.syngate.ui.parts.DrawerForm;
import dev.syngate.ui.parts.Field;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.texts.Texts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The rules for names that no model has, and a try of where a name leads.
final class RulesForm implements DrawerForm.Form<Map<String, Object>> {
    private final PageTools tools;
    private final Texts texts;
    private final ModelsViewModel model;
    private final TextField pattern = new TextField();
    private final TextField target = new TextField();
    private final CheckBox always;
    private final TextField tried = new TextField();
    private final TextField place = new TextField();
    private final Choice<String> key = new Choice<>(List.of(), one -> one);
    private final Choice<String> needs;
    private final Field patternField;
    private final Field targetField;
    private final Field triedField;
    private final Field placeField;
    private final VBox rules = Boxes.styled(Boxes.column(0), "card", "steps");
    private final VBox routes = Boxes.styled(Boxes.column(0), "card", "steps");

    RulesForm(PageTools tools, ModelsViewModel model) {
        this.tools = tools;
        this.texts = tools.texts();
        this.model = model;
        pattern.setPromptText("gpt-4*");
        target.setPromptText("OpenRouter/openai/gpt-4*");
        always = new CheckBox(texts.of("models.rules.always"));
        patternField = new Field(texts.of("models.rules.pattern"), pattern);
        targetField = new Field(texts.of("models.rules.target"), target);
        triedField =
                new Field(
                        texts.of("models.rules.try"),
                        Boxes.row(
                                8,
                                Boxes.grow(tried),
                                Buttons.plain(texts.of("models.rules.show"), null, this::resolve)));
        tried.setOnAction(enter -> resolve());
        placeField = new Field(texts.of("models.rules.place"), place);
        placeField.hint(texts.of("models.rules.place.hint"));
        needs = new Choice<>(AbilityChoice.ABILITIES, one -> texts.of("ability." + one));
        model.keys(names -> key.getItems().setAll(names));
        Boxes.show(routes, false);
        Boxes.show(rules, false);
        load();
    }

    private void load() {
        model.rules(this::showRules);
    }

    private void showRules(JsonNode list) {
        Boxes.show(rules, !list.isEmpty());
        rules.getChildren().clear();
        for (JsonNode rule : list) {
            String from = rule.path("pattern").asString("");
            Label to = Labels.of("→ " + rule.path("target").asString(""), "secondary", "mono");
            HBox line =
                    Boxes.row(
                            8,
                            Labels.of(from, "mono"),
                            to,
                            Boxes.spacer(),
                            Buttons.small(
                                    texts.of("remove"),
                                    null,
                                    () -> model.removeRule(from, this::load)));
            rules.getChildren().add(Boxes.styled(line, "step"));
        }
    }

    private void resolve() {
        if (!tried.getText().isBlank()) {
            Map<String, String> asked = new HashMap<>(Map.of("model", tried.getText().strip()));
            putChosen(asked, "key", key.getValue());
            putChosen(asked, "needs", needs.getValue());
            model.resolve(
                    asked,
                    this::showPlan,
                    failure -> triedField.error(String.valueOf(failure.getMessage())));
        }
    }

    private static void putChosen(Map<String, String> asked, String name, @Nullable String chosen) {
        if (chosen != null) {
            asked.put(name, chosen);
        }
    }

    private void showPlan(JsonNode plan) {
        Boxes.show(routes, true);
        triedField.error(plan.path("refusal").asString(""));
        routes.getChildren().clear();
        String rule = plan.path("rule").asString("");
        String found = plan.path("model").asString(texts.of("none"));
        Label heading = Labels.of(found, "medium");
        Label by = Labels.of(rule.isEmpty() ? "" : texts.of("models.rules.by", rule), "secondary");
        routes.getChildren().add(Boxes.styled(Boxes.row(8, heading, by), "step"));
        for (JsonNode route : plan.path("routes")) {
            boolean used = route.path("used").asBoolean();
            String why = route.path("why").asString("");
            Label name =
                    Labels.of(
                            route.path("provider").asString("")
                                    + " · "
                                    + route.path("upstream_model").asString(""),
                            used ? "cell-text" : "secondary");
            Label reason = Labels.whole(used ? texts.of("reason." + why) : why, "secondary");
            routes.getChildren()
                    .add(
                            Boxes.styled(
                                    Boxes.row(
                                            8,
                                            Labels.dot(used ? "success" : "neutral"),
                                            name,
                                            Boxes.spacer(),
                                            reason),
                                    "step"));
        }
    }

    @Override
    public List<Node> fields() {
        HBox who = new HBox(16, half("models.rules.key", key), half("models.rules.needs", needs));
        return List.of(
                rules, patternField, targetField, placeField, always, triedField, who, routes);
    }

    private Node half(String name, Node choice) {
        Field field = Boxes.grow(new Field(texts.of(name), choice));
        field.setPrefWidth(140);
        return field;
    }

    @Override
    public Node first() {
        return pattern;
    }

    @Override
    public @Nullable Map<String, Object> check() {
        boolean from = !pattern.getText().isBlank();
        boolean to = !target.getText().isBlank();
        patternField.error(from ? "" : texts.of("providers.form.missing"));
        targetField.error(to ? "" : texts.of("providers.form.missing"));
        boolean placed = place.getText().strip().matches("|[1-9][0-9]{0,3}");
        placeField.error(placed ? "" : texts.of("keys.form.number.wrong"));
        if (!from || !to || !placed) {
            return null;
        }
        Map<String, Object> rule = new HashMap<>();
        rule.put("pattern", pattern.getText().strip());
        rule.put("target", target.getText().strip());
        rule.put("always", always.isSelected());
        if (!place.getText().isBlank()) {
            rule.put("place", Integer.valueOf(place.getText().strip()));
        }
        return rule;
    }

    @Override
    public Field field(String param) {
        return switch (param) {
            case "target" -> targetField;
            case "place" -> placeField;
            default -> patternField;
        };
    }

    /// Opens it in a drawer.
    void open() {
        new DrawerForm<>(
                        texts,
                        tools.overlay(),
                        new DrawerForm.Words(
                                texts.of("models.rules"),
                                texts.of("models.rules.hint"),
                                texts.of("models.rules.add")),
                        this,
                        model::addRule)
                .show();
    }
}
