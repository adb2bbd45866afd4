package dev.syngate.ui.models;

import dev.syngate.ui.page.PageTools;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.parts.DrawerForm;
import dev.syngate.ui.parts.Field;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.texts.Texts;
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
    private final Field patternField;
    private final Field targetField;
    private final Field triedField;
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
            model.resolve(
                    tried.getText().strip(),
                    this::showPlan,
                    failure -> triedField.error(String.valueOf(failure.getMessage())));
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
        return List.of(rules, patternField, targetField, always, triedField, routes);
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
        return from && to
                ? Map.of(
                        "pattern",
                        pattern.getText().strip(),
                        "target",
                        target.getText().strip(),
                        "always",
                        always.isSelected())
                : null;
    }

    @Override
    public Field field(String param) {
        return param.equals("target") ? targetField : patternField;
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
