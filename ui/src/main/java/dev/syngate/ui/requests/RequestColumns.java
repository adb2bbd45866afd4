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
import dev.syngate.ui.parts.Tip;
import dev.syngate.ui.texts.Figures;
import dev.syngate.ui.texts.Texts;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;

/// The columns of a request; also on other pages.
public record RequestColumns(Texts texts, Figures figures) {
    /// A bar is full at this duration.
    private static final double LONG_MILLIS = 20_000;

    /// @param running the cells of requests that have not ended
    List<RowTable.Column<RequestRecord>> all(RunningCells running) {
        return List.of(
                column("time", 100, this::time),
                column("status", 84, item -> item.isRunning() ? running.status() : status(item)),
                column("key", 140, this::key).ifThereIsRoom(),
                column("model", 210, this::model),
                column("tool", 110, this::tool).ifThereIsMuchRoom(),
                column("provider", 120, this::provider).ifThereIsMuchRoom(),
                column(
                                "duration",
                                140,
                                item -> item.isRunning() ? running.duration(item) : duration(item))
                        .ifThereIsRoom(),
                column(
                                "tokens",
                                130,
                                item -> item.isRunning() ? running.tokens(item) : tokens(item))
                        .atRight()
                        .ifThereIsRoom(),
                column("cost", 104, item -> item.isRunning() ? running.stop(item) : cost(item))
                        .atRight());
    }

    private RowTable.Column<RequestRecord> column(
            String id, double width, Function<RequestRecord, Node> cell) {
        return RowTable.Column.of(id, title(id), width, cell).thatOnlyShows();
    }

    private String title(String id) {
        return texts.of("requests.column." + id);
    }

    /// When it arrived.
    public Node time(RequestRecord item) {
        Label time = Labels.of(figures.timeOfDay(item.time()), "secondary", "figures");
        Tip.on(time, () -> figures.longDateTime(item.time()));
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
        Feather icon =
                switch (item.key()) {
                    case Caller.ThisApp.KEY -> Feather.MESSAGE_SQUARE;
                    case RequestRecord.PROVIDER_TEST -> Feather.ACTIVITY;
                    default -> Feather.CODE;
                };
        return Boxes.row(8, Icons.small(icon), Labels.of(keyName(item), "cell-text"));
    }

    /// The key's name in the window's language.
    public String keyName(RequestRecord item) {
        if (item.key().equals(Caller.ThisApp.KEY)) {
            return texts.of("this.app");
        }
        if (item.key().equals(RequestRecord.PROVIDER_TEST)) {
            return texts.of("providers.test");
        }
        return item.keyName().isEmpty() ? texts.of("requests.no.key") : item.keyName();
    }

    /// The program that asked, where it said what it is.
    public Node tool(RequestRecord item) {
        String tool =
                item.replayOf() == null ? CallingTool.of(item.userAgent()) : texts.of("replay");
        Label name = Labels.of(tool.isEmpty() ? "–" : tool, "secondary");
        if (!item.userAgent().isEmpty()) {
            Tip.on(name, item.userAgent());
        }
        return name;
    }

    /// What was asked for, and what that was at the provider where it is called otherwise.
    public Node model(RequestRecord item) {
        Label asked = Labels.of(item.model().isEmpty() ? "–" : item.model(), "cell-text");
        String upstream = item.upstreamModel();
        HBox row = Boxes.row(4, asked);
        if (upstream != null && !item.model().endsWith(upstream)) {
            Tip.on(asked, item.model() + " → " + upstream);
            Label actual = Labels.of("→ " + upstream, "secondary");
            // it has what the name that was asked for leaves
            actual.setMinWidth(0);
            actual.setPrefWidth(0);
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
