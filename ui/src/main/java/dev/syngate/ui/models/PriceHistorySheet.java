package dev.syngate.ui.models;

import dev.syngate.ui.page.PageTools;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.texts.Texts;
import java.time.Instant;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;
import tools.jackson.databind.JsonNode;

/// All versions of a model's price: what it was, from when on, and who said so.
record PriceHistorySheet(PageTools tools, ModelsViewModel model) {
    private static final double WIDTH = 560;
    private static final double HEIGHT = 420;

    void show(ModelRow row) {
        model.prices(row, versions -> show(row, versions));
    }

    private void show(ModelRow row, List<JsonNode> versions) {
        Texts texts = tools.texts();
        VBox lines = Boxes.styled(Boxes.column(0), "card", "steps");
        versions.forEach(version -> lines.getChildren().add(line(version)));
        if (versions.isEmpty()) {
            lines.getChildren()
                    .add(
                            Boxes.styled(
                                    new VBox(
                                            Labels.of(texts.of("models.prices.none"), "secondary")),
                                    "step"));
        }
        ScrollPane scroll = new ScrollPane(lines);
        scroll.setFitToWidth(true);
        scroll.setMaxHeight(HEIGHT);
        Node close = Buttons.plain(texts.of("close"), null, tools.overlay()::hide);
        VBox sheet =
                new VBox(
                        Boxes.styled(
                                Boxes.column(
                                        12,
                                        Labels.of(
                                                texts.of("models.prices.of", row.id()),
                                                "sheet-title"),
                                        scroll),
                                "sheet-body"),
                        Boxes.styled(Boxes.row(8, Boxes.spacer(), close), "sheet-foot"));
        tools.overlay()
                .afterLeaving(() ->
                        tools.overlay().showSheet(sheet, WIDTH, close, tools.overlay()::hide));
    }

    private Node line(JsonNode version) {
        Texts texts = tools.texts();
        String price =
                switch (version.path("pricing").asString("")) {
                    case "free" -> texts.of("cost.free");
                    case "unpriced" -> "–";
                    default ->
                            "$"
                                    + version.path("input").asString("–")
                                    + " / $"
                                    + version.path("output").asString("–");
                };
        String when =
                tools.figures().dateTime(Instant.parse(version.path("valid_from").asString()));
        String end = version.path("valid_until").asString("");
        return Boxes.styled(
                Boxes.row(
                        12,
                        Labels.whole(
                                end.isEmpty()
                                        ? texts.of("models.prices.from", when)
                                        : texts.of(
                                                "models.prices.between",
                                                when,
                                                tools.figures().dateTime(Instant.parse(end))),
                                "secondary-strong"),
                        Boxes.spacer(),
                        Labels.whole(price, "medium"),
                        Labels.whole(
                                texts.of(
                                        "models.source."
                                                + version.path("price_source").asString("person")),
                                "secondary")),
                "step");
    }
}
