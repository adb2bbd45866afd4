package dev.syngate.ui.groups;

import dev.syngate.money.Money;
import dev.syngate.money.Multiplier;
import dev.syngate.ui.page.PageTools;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Labels;
import java.util.List;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// What some models cost with a multiplier, beside their list prices.
final class PricePreview extends VBox {
    private final PageTools tools;
    private final List<GroupsViewModel.Example> examples;
    private final Label factor = Labels.of("", "secondary");
    private final GridPane grid = Boxes.styled(new GridPane(), "price-preview");

    PricePreview(PageTools tools, List<GroupsViewModel.Example> examples) {
        this.tools = tools;
        this.examples = examples;
        getStyleClass().add("card");
        Node head =
                Boxes.styled(
                        Boxes.row(
                                8,
                                Labels.of(tools.texts().of("groups.preview"), "strong"),
                                Boxes.spacer(),
                                factor),
                        "card-head");
        getChildren().addAll(head, grid);
        Boxes.show(this, !examples.isEmpty());
    }

    PricePreview show(Multiplier multiplier) {
        factor.setText(tools.texts().of("groups.preview.per", multiplier.text()));
        grid.getChildren().clear();
        cell(0, 1, Labels.of(tools.texts().of("models.column.in"), "caption"));
        cell(0, 2, Labels.of(tools.texts().of("models.column.out"), "caption"));
        for (int i = 0; i < examples.size(); i++) {
            GroupsViewModel.Example one = examples.get(i);
            Label name = Labels.of(one.model(), "secondary-strong");
            GridPane.setHgrow(name, Priority.ALWAYS);
            name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
            grid.add(name, 0, i + 1);
            cell(i + 1, 1, price(one.input(), multiplier));
            cell(i + 1, 2, price(one.output(), multiplier));
        }
        return this;
    }

    private void cell(int row, int column, Node node) {
        GridPane.setHalignment(node, HPos.RIGHT);
        grid.add(node, column, row);
    }

    private Node price(Money list, Multiplier multiplier) {
        Label mine =
                Labels.whole(
                        tools.figures().exact(multiplier.apply(list)),
                        "secondary-strong",
                        "medium");
        return multiplier.equals(Multiplier.ONE)
                ? mine
                : Boxes.row(6, Labels.whole(tools.figures().exact(list), "caption"), mine);
    }
}
