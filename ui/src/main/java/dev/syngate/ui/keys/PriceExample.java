package dev.syngate.ui.keys;

import dev.syngate.billing.Price;
import dev.syngate.billing.Unit;
import dev.syngate.money.Money;
import dev.syngate.money.Multiplier;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.texts.Figures;
import dev.syngate.ui.texts.Texts;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.text.Text;

/// A model's price with and without a group's multiplier.
record PriceExample(Texts texts, Figures figures, Example example) {
    /// A model's price in a group, to make a multiplier tangible.
    record Example(String model, Price price, Multiplier multiplier) {}

    List<Node> nodes() {
        List<Node> nodes = new ArrayList<>();
        nodes.add(Labels.of(example.model(), "secondary-strong", "medium"));
        nodes.add(Boxes.spacer());
        nodes.add(Labels.whole(texts.of("price.in"), "secondary"));
        addPrice(nodes, example.price().rates().of(Unit.INPUT));
        nodes.add(Labels.whole(texts.of("price.out"), "secondary"));
        addPrice(nodes, example.price().rates().of(Unit.OUTPUT));
        nodes.add(Labels.whole(texts.of("price.per.million"), "secondary"));
        return nodes;
    }

    private void addPrice(List<Node> nodes, long micros) {
        Money list = Money.ofDollars(Price.dollars(micros));
        boolean changed = !example.multiplier().equals(Multiplier.ONE);
        if (changed) {
            nodes.add(Boxes.styled(new Text(figures.exact(list)), "struck"));
        }
        nodes.add(
                Labels.whole(
                        figures.exact(example.multiplier().apply(list)),
                        "secondary-strong",
                        "medium"));
    }
}
