package dev.syngate.ui.overview;

import dev.syngate.ui.page.PageTools;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.parts.Icons;
import dev.syngate.ui.parts.Labels;
import dev.syngate.views.Overview.FirstSteps;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// What a new gateway still needs, each with the way there; until all is done.
record FirstStepsCard(PageTools tools) {
    private static final String PLACE = "overview";
    private static final String HIDDEN = "first-steps";

    /// Whether a person does not want to see it any more.
    boolean isHidden() {
        return tools.columns().hidden(PLACE).contains(HIDDEN);
    }

    private record Step(String id, boolean done, String page) {}

    /// @param hide takes the card away
    Node of(FirstSteps now, Consumer<Node> hide) {
        VBox card = Boxes.styled(Boxes.column(0), "card");
        List<Step> steps =
                List.of(
                        new Step("provider", now.provider(), "providers"),
                        new Step("answer", now.answer(), "chat"),
                        new Step("key", now.key(), "keys"),
                        new Step("used", now.used(), "keys"));
        VBox lines = Boxes.column(8);
        boolean next = true;
        for (Step step : steps) {
            lines.getChildren().add(line(step, next && !step.done()));
            next &= step.done();
        }
        long done = steps.stream().filter(Step::done).count();
        Node head =
                Boxes.styled(
                        Boxes.row(
                                8,
                                Labels.whole(words("overview.first.steps"), "strong"),
                                Boxes.spacer(),
                                Labels.whole(
                                        words("overview.first.done", done, steps.size()),
                                        "secondary"),
                                Buttons.link(
                                        words("overview.first.hide"),
                                        () -> {
                                            tools.columns().hide(PLACE, Set.of(HIDDEN));
                                            hide.accept(card);
                                        })),
                        "card-head");
        card.getChildren().addAll(head, Boxes.styled(lines, "card-body"));
        return card;
    }

    private String words(String key, Object... arguments) {
        return tools.texts().of(key, arguments);
    }

    private Node line(Step step, boolean next) {
        Node sign =
                step.done()
                        ? Boxes.styled(Icons.of(Feather.CHECK_CIRCLE), "success")
                        : Icons.of(Feather.CIRCLE);
        Label name =
                Labels.of(words("overview.step." + step.id()), step.done() ? "muted" : "medium");
        HBox line = Boxes.row(10, sign, Boxes.grow(name));
        if (next) {
            line.getChildren()
                    .add(
                            Buttons.small(
                                    words("overview.start"),
                                    null,
                                    () -> tools.navigation().open(step.page())));
        }
        return line;
    }
}
