package dev.syngate.ui.providers;

import dev.syngate.money.Money;
import dev.syngate.ui.page.PageTools;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.parts.CopyButton;
import dev.syngate.ui.parts.Facts;
import dev.syngate.ui.parts.Icons;
import dev.syngate.ui.parts.Inspector;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.parts.Spinner;
import dev.syngate.ui.texts.Texts;
import dev.syngate.ui.usage.UsageOfOne;
import dev.syngate.ui.usage.UsageViewModel;
import dev.syngate.usage.Grouping;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// Everything about one provider.
record ProviderInspector(PageTools tools, ProvidersViewModel model, UsageViewModel usage) {
    /// @param actions what can be done with it
    /// @param forget forgets what it taught
    void show(ProviderRow row, Inspector inspector, List<? extends Node> actions, Runnable forget) {
        Texts texts = tools.texts();
        String tone = row.tone().equals("off") ? "neutral" : row.tone();
        inspector
                .title(row.name(), Labels.pill(texts.of("health." + row.state()), tone))
                .lines(address(row))
                .actions(actions.toArray(Node[]::new));
        inspector.tabs(
                List.of(
                        new Inspector.Tab(texts.of("providers.tab.check"), () -> check(row)),
                        new Inspector.Tab(
                                texts.of("providers.tab.keys"),
                                () -> new ProviderKeys(tools, model).of(row)),
                        new Inspector.Tab(texts.of("page.models"), () -> models(row)),
                        new Inspector.Tab(texts.of("providers.tab.connection"), () -> facts(row)),
                        new Inspector.Tab(
                                texts.of("providers.tab.quirks"), () -> quirks(row, forget))));
    }

    /// What is built in has none.
    private Node[] address(ProviderRow row) {
        Texts texts = tools.texts();
        return row.address().isEmpty()
                ? new Node[0]
                : new Node[] {
                    Boxes.row(
                            4,
                            Labels.of(row.address(), "mono", "muted"),
                            CopyButton.icon(texts, texts.of("copy"), row::address))
                };
    }

    private Node check(ProviderRow row) {
        ProviderRow.Check check = row.check();
        VBox lines =
                Boxes.column(
                        12,
                        check == null
                                ? wrapped(tools.texts().of("providers.check.none"), "secondary")
                                : steps(tools.texts(), check));
        if (check != null) {
            addMore(lines, row, check);
        }
        if (check == null || !check.running()) {
            VBox past = Boxes.column(0);
            model.past(row, found -> past.getChildren().setAll(new PastTests(tools).of(found)));
            lines.getChildren()
                    .addAll(
                            new UsageOfOne(tools, usage, Grouping.PROVIDER, row.name(), row.name()),
                            past);
        }
        return lines;
    }

    private void addMore(VBox lines, ProviderRow row, ProviderRow.Check check) {
        if (check.running()) {
            lines.getChildren()
                    .add(
                            Buttons.small(
                                    tools.texts().of("providers.check.stop"),
                                    Feather.X,
                                    () -> model.stopCheck(row)));
        } else if (check.trial() != null) {
            lines.getChildren().add(trial(row, check.trial()));
            if (!check.trial().note().isEmpty()) {
                lines.getChildren().add(wrapped(check.trial().note(), "danger-text"));
            }
        }
    }

    /// What a model was asked for, or can be: the button says the price.
    private Node trial(ProviderRow row, ProviderRow.Trial trial) {
        Texts texts = tools.texts();
        Money amount = trial.amount();
        if (trial.asked()) {
            return wrapped(
                    amount == null
                            ? texts.of("providers.trial.asked.unknown", trial.model())
                            : texts.of(
                                    "providers.trial.asked",
                                    trial.model(),
                                    tools.figures().exact(amount)),
                    "secondary");
        }
        String most =
                amount == null
                        ? texts.of("providers.trial.unknown")
                        : amount.isZero()
                                ? texts.of("providers.trial.free")
                                : texts.of("providers.trial.most", tools.figures().exact(amount));
        return Boxes.column(
                6,
                wrapped(texts.of("providers.trial.about", trial.model()), "secondary"),
                Buttons.small(
                        texts.of("providers.trial.now", most),
                        Feather.MESSAGE_CIRCLE,
                        () -> model.tryModel(row, trial.model())));
    }

    /// The steps of a check, each with what was found or what to do about it.
    static Node steps(Texts texts, ProviderRow.Check check) {
        VBox lines = Boxes.styled(Boxes.column(0), "card", "steps");
        for (ProviderRow.Step step : check.steps()) {
            Node sign = Icons.small(step.ok() ? Feather.CHECK : Feather.X);
            sign.getStyleClass().add(step.ok() ? "success" : "danger");
            Label name = Labels.whole(texts.of("providers.step." + step.question()), "medium");
            name.setPrefWidth(96);
            Label found = wrapped(step.text(), step.ok() ? "secondary" : "danger-text");
            Label time = Labels.whole(texts.of("providers.step.time", step.millis()), "secondary");
            lines.getChildren()
                    .add(Boxes.styled(Boxes.row(8, sign, name, Boxes.grow(found), time), "step"));
        }
        if (check.running()) {
            lines.getChildren()
                    .add(
                            Boxes.styled(
                                    Boxes.row(
                                            8,
                                            new Spinner(),
                                            Labels.of(texts.of("providers.checking"), "medium")),
                                    "step"));
        }
        return lines;
    }

    private static Label wrapped(String text, String style) {
        Label label = Labels.of(text, style);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    private Node models(ProviderRow row) {
        VBox lines = Boxes.column(6);
        if (row.models().isEmpty()) {
            lines.getChildren().add(wrapped(tools.texts().of("providers.no.models"), "secondary"));
        }
        for (String model : row.models()) {
            lines.getChildren().add(Labels.of(model, "mono"));
        }
        return lines;
    }

    /// What the provider taught by refusing requests.
    private Node quirks(ProviderRow row, Runnable forget) {
        Texts texts = tools.texts();
        if (row.quirks().isEmpty()) {
            return wrapped(texts.of("providers.quirks.none"), "secondary");
        }
        VBox lines = Boxes.column(12, wrapped(texts.of("providers.quirks.about"), "secondary"));
        for (ProviderRow.Quirk quirk : row.quirks()) {
            lines.getChildren()
                    .add(
                            Boxes.column(
                                    2,
                                    wrapped(quirk.words(), "mono"),
                                    Labels.of(
                                            quirk.model()
                                                    + " · "
                                                    + tools.figures().dateTime(quirk.since()),
                                            "secondary")));
        }
        lines.getChildren()
                .add(
                        Buttons.small(
                                texts.of("providers.quirks.forget"), Feather.ROTATE_CCW, forget));
        return lines;
    }

    private Node facts(ProviderRow row) {
        Texts texts = tools.texts();
        Connection way = row.connection();
        Facts facts =
                new Facts()
                        .add(
                                texts.of("providers.form.protocol"),
                                texts.of("providers.protocol." + row.protocol()))
                        .add(
                                texts.of("providers.form.api_key"),
                                texts.of(row.hasKey() ? "providers.key.stored" : "none"))
                        .add(
                                texts.of("providers.form.priority"),
                                tools.figures().count(row.priority()))
                        .add(
                                texts.of("providers.form.weight"),
                                tools.figures().count(row.weight()));
        way.texts().forEach((field, text) -> facts.add(texts.of("providers.form." + field), text));
        if (!way.headers().isEmpty()) {
            facts.add(
                    texts.of("providers.form.headers"), String.join(", ", way.headers().keySet()));
        }
        return facts;
    }
}
