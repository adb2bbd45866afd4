package dev.syngate.ui.requests;

import dev.syngate.money.Money;
import dev.syngate.requestlog.RequestRecord;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.texts.Figures;
import dev.syngate.ui.texts.Texts;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/// The foot of the traffic viewer: how much is listed, and how far back that reaches.
final class RequestsFoot extends HBox {
    private final Texts texts;
    private final Figures figures;
    private final RequestsViewModel model;
    private final Label count = Labels.whole("", "secondary");
    private final Label sums = Labels.of("", "secondary");
    private final Label reach = Labels.of("", "secondary");
    private final Button more;

    RequestsFoot(Texts texts, Figures figures, RequestsViewModel model) {
        super(16);
        this.texts = texts;
        this.figures = figures;
        this.model = model;
        getStyleClass().add("page-foot");
        setAlignment(Pos.CENTER_LEFT);
        more = Boxes.styled(Buttons.link(texts.of("requests.more"), model::more), "secondary");
        getChildren().addAll(count, sums, Boxes.spacer(), reach, more);
    }

    void show(RequestsViewModel.Progress now) {
        boolean canGoOn = now.back() != null && !now.searching();
        Boxes.show(more, canGoOn && model.rows().size() < RequestsViewModel.MOST);
        reach.setText(
                now.back() == null
                        ? texts.of("requests.reach.all")
                        : texts.of(
                                now.searching()
                                        ? "requests.reach.searching"
                                        : "requests.reach.back",
                                figures.dateTime(now.back())));
    }

    void show(List<RequestRecord> rows) {
        count.setText(texts.of("requests.count", rows.size()));
        long tokens = 0;
        Money cost = Money.ZERO;
        for (RequestRecord row : rows) {
            tokens += row.tokens();
            cost = cost.plus(row.charged());
        }
        sums.setText(
                rows.isEmpty()
                        ? ""
                        : texts.of("tokens.brief", figures.compact(tokens))
                                + "    "
                                + figures.sum(cost));
    }
}
