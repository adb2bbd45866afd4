package dev.syngate.ui.requests;

import dev.syngate.billing.Usage;
import dev.syngate.call.Caller;
import dev.syngate.requestlog.CallingTool;
import dev.syngate.requestlog.RequestRecord;
import dev.syngate.ui.parts.Bar;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Icons;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.parts.RowTable;
import dev.syngate.ui.texts.Figures;
import dev.syngate.ui.texts.Texts;
import java.time.Duration;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;

/// The columns of a request; also on other pages.
public record RequestColumns(Texts texts, Figures figures) {
    /// A bar is full at this duration.
    private static final double LONG_MILLIS = 20_000;

    List<RowTable.Column<RequestRecord>> all() {
        return List.of(
                RowTable.Column.of("time", title("time"), 100, this::time),
                RowTable.Column.of("status", title("status"), 84, this::status),
                RowTable.Column.of("key", title("key"), 140, this::key),
                RowTable.Column.of("model", title("model"), 210, this::model),
                RowTable.Column.of("tool", title("tool"), 110, this::tool).ifThereIsMuchRoom(),
                RowTable.Column.of("provider", title("provider"), 120, this::provider)
                        .ifThereIsMuchRoom(),
                RowTable.Column.of("duration", title("duration"), 140, this::duration)
                        .ifThereIsRoom(),
                RowTable.Column.of("tokens", title("tokens"), 130, this::tokens)
                        .atRight()
                        .ifThereIsRoom(),
                RowTable.Column.of("cost", title("cost"), 104, this::cost).atRight());
    }

    private String title(String id) {
        return texts.of("requests.column." + id);
    }

    /// When it arrived.
    public Node time(RequestRecord item) {
        Label time = Labels.of(figures.timeOfDay(item.time()), "secondary", "figures");
        time.setTooltip(new Tooltip(figures.longDateTime(item.time())));
        return time;
    }

    /// What became of it, as a colour and as a word.
    public Node status(RequestRecord item) {
        if (item.status() == RequestRecord.CLIENT_LEFT) {
            return Boxes.row(
                    6, Labels.dot("off"), Labels.of(texts.of("requests.left"), "secondary"));
        }
        String tone = item.failed() ? "danger" : "success";
        Label code = Labels.of(String.valueOf(item.status()), "secondary-strong");
        if (item.failed()) {
            code.getStyleClass().setAll("label", "secondary", "danger");
        }
        return Boxes.row(6, Labels.dot(tone), code);
    }

    /// Who asked.
    public Node key(RequestRecord item) {
        boolean app = item.key().equals(Caller.ThisApp.KEY);
        return Boxes.row(
                8,
                Icons.small(app ? Feather.MESSAGE_SQUARE : Feather.CODE),
                Labels.of(keyName(item), "cell-text"));
    }

    /// The key's name in the window's language.
    String keyName(RequestRecord item) {
        if (item.key().equals(Caller.ThisApp.KEY)) {
            return texts.of("this.app");
        }
        return item.keyName().isEmpty() ? texts.of("requests.no.key") : item.keyName();
    }

    /// The program that asked, where it said what it is.
    public Node tool(RequestRecord item) {
        String tool =
                item.replayOf() == null ? CallingTool.of(item.userAgent()) : texts.of("replay");
        Label name = Labels.of(tool.isEmpty() ? "–" : tool, "secondary");
        if (!item.userAgent().isEmpty()) {
            name.setTooltip(new Tooltip(item.userAgent()));
        }
        return name;
    }

    /// What was asked for, and what that was at the provider where it is called otherwise.
    public Node model(RequestRecord item) {
        Label asked = Labels.of(item.model().isEmpty() ? "–" : item.model(), "cell-text");
        String upstream = item.upstreamModel();
        HBox row = Boxes.row(4, asked);
        if (upstream != null && !item.model().endsWith(upstream)) {
            asked.setTooltip(new Tooltip(item.model() + " → " + upstream));
            Label actual = Labels.of("→ " + upstream, "secondary");
            actual.setMinWidth(0);
            row.getChildren().add(Boxes.grow(actual));
        }
        return row;
    }

    /// Who answered, and whether others had failed before.
    public Node provider(RequestRecord item) {
        String provider = item.provider();
        Label name = Labels.of(provider == null ? "–" : provider, "secondary");
        if (!item.fellBack()) {
            return name;
        }
        return Boxes.row(6, name, Boxes.styled(Icons.small(Feather.GIT_BRANCH), "warning"));
    }

    private Node duration(RequestRecord item) {
        Bar bar = new Bar();
        bar.getStyleClass().add("duration-bar");
        bar.show(
                Math.max(0.03, item.durationMillis() / LONG_MILLIS),
                item.failed() ? "off" : "accent");
        Label time =
                Labels.whole(figures.brief(Duration.ofMillis(item.durationMillis())), "secondary");
        return Boxes.row(8, bar, Boxes.spacer(), time);
    }

    private Node tokens(RequestRecord item) {
        if (item.receipt() == null) {
            return Labels.of("–", "secondary");
        }
        Usage usage = item.receipt().usage();
        return Labels.of(
                figures.count(usage.input()) + " / " + figures.count(usage.output()), "secondary");
    }

    /// What it cost; free, nothing and unknown are different things.
    public Node cost(RequestRecord item) {
        if (item.receipt() == null) {
            return Labels.of("–", "secondary");
        }
        if (item.costUnknown()) {
            return Labels.of(texts.of("requests.cost.unknown"), "secondary", "warning");
        }
        return item.receipt().isFree()
                ? Labels.of(texts.of("requests.free"), "secondary", "success")
                : Labels.of(figures.six(item.charged()), "secondary-strong");
    }
}
