package dev.syngate.ui.usage;

import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.texts.Figures;
import dev.syngate.ui.texts.Texts;
import dev.syngate.usage.Totals;
import dev.syngate.views.UsageView;
import java.util.List;
import javafx.scene.Node;

/// A range in a few figures, side by side.
record UsageFigures(Texts texts, Figures figures) {
    /// The style of what is left out in a narrow window.
    static final String IF_THERE_IS_ROOM = "if-there-is-room";

    List<Node> boxes(UsageView usage) {
        Totals total = usage.total();
        UsageView.FirstToken first = usage.firstToken();
        return List.of(
                box(
                        "charged",
                        figures.sum(total.cost()),
                        total.unpriced() == 0
                                ? texts.of("usage.all.priced")
                                : texts.of("usage.unpriced", total.unpriced())),
                box(
                        "margin",
                        total.upstream().isZero() ? "–" : figures.sum(total.margin()),
                        texts.of("usage.margin.after", figures.sum(total.upstream()))),
                box(
                        "requests",
                        figures.count(total.requests()),
                        texts.of("usage.errors", total.errors())),
                box(
                        "tokens",
                        figures.compact(total.input() + total.output()),
                        texts.of(
                                "usage.in.out",
                                figures.compact(total.input()),
                                figures.compact(total.output()))),
                box(
                        "cached",
                        figures.percent(total.cachedInput(), total.input()),
                        texts.of("usage.of.input")),
                Boxes.styled(
                        box(
                                "answered",
                                figures.percent(
                                        total.requests() - total.errors(), total.requests()),
                                texts.of("usage.of.requests")),
                        IF_THERE_IS_ROOM),
                box(
                        "first",
                        first == null ? "–" : figures.brief(first.p95()),
                        first == null
                                ? texts.of("not.yet")
                                : "p50 " + figures.brief(first.median())));
    }

    private Node box(String id, String figure, String more) {
        return Boxes.styled(
                Boxes.grow(
                        Boxes.column(
                                4,
                                Labels.of(texts.of("usage.figure." + id), "secondary"),
                                Labels.of(figure, "big-figure"),
                                Labels.of(more, "secondary"))),
                "figure-box");
    }
}
