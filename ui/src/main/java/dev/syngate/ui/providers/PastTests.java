package dev.syngate.ui.providers;

import dev.syngate.ui.page.PageTools;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.texts.Texts;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What came of the last tests of a provider, as a card of its inspector.
record PastTests(PageTools tools) {
    /// Nothing where there were none.
    List<Node> of(List<ProviderRow.Past> past) {
        if (past.isEmpty()) {
            return List.of();
        }
        VBox lines = Boxes.styled(Boxes.column(0), "card", "steps");
        lines.getChildren()
                .add(
                        Boxes.styled(
                                Boxes.row(
                                        8,
                                        Labels.whole(tools.texts().of("providers.past"), "strong")),
                                "card-head"));
        past.forEach(one -> lines.getChildren().add(line(one)));
        return List.of(lines);
    }

    private Node line(ProviderRow.Past one) {
        Texts texts = tools.texts();
        Label found = Labels.of(one.detail(), one.ok() ? "secondary" : "danger-text");
        found.setWrapText(true);
        found.setMinHeight(Region.USE_PREF_SIZE);
        List<String> more = new ArrayList<>();
        more.add(tools.figures().dateTime(one.time()));
        more.add(texts.of("providers.step.time", one.millis()));
        if (one.automatic()) {
            more.add(texts.of("providers.past.gateway"));
        }
        if (!one.model().isEmpty()) {
            more.add(one.model());
        }
        if (one.cost() != null) {
            more.add(tools.figures().exact(one.cost()));
        }
        return Boxes.styled(
                Boxes.row(
                        8,
                        Labels.dot(one.ok() ? "success" : "danger"),
                        Boxes.grow(
                                Boxes.column(
                                        2,
                                        found,
                                        Labels.of(String.join(" · ", more), "secondary")))),
                "step");
    }
}
