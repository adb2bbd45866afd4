package dev.syngate.ui.requests;

import dev.syngate.requestlog.RequestRecord;
import dev.syngate.requestlog.RunningRequest;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.texts.Figures;
import dev.syngate.ui.texts.Texts;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The requests that run right now, above those that have ended: for how long, how much has come,
/// and a way to stop each. Gone while nothing runs.
final class RunningStrip extends VBox {
    private static final int MOST = 6;
    private final Texts texts;
    private final Figures figures;
    private final RequestColumns columns;
    private final Consumer<String> cancel;
    private final Label more = Labels.of("", "secondary");
    private final Map<String, Line> lines = new LinkedHashMap<>();

    /// @param cancel stops the request with the id
    RunningStrip(Texts texts, Figures figures, RequestColumns columns, Consumer<String> cancel) {
        this.texts = texts;
        this.figures = figures;
        this.columns = columns;
        this.cancel = cancel;
        getStyleClass().add("running-strip");
        setAccessibleText(texts.of("requests.running"));
        Boxes.show(this, false);
    }

    private record Line(HBox row, Label provider, Label bytes, Label time) {}

    /// Shows these instead of any before; lines stay where they are while their requests run.
    void show(List<RunningRequest> running) {
        Set<String> now =
                running.stream().map(one -> one.request().id()).collect(Collectors.toSet());
        boolean changed = lines.keySet().retainAll(now);
        for (RunningRequest one : running.stream().limit(MOST).toList()) {
            String id = one.request().id();
            changed |= !lines.containsKey(id);
            tell(lines.computeIfAbsent(id, fresh -> line(one.request())), one);
        }
        int hidden = running.size() - lines.size();
        changed |= (hidden > 0) != getChildren().contains(more);
        more.setText(hidden > 0 ? texts.of("requests.running.more", hidden) : "");
        if (changed) {
            getChildren().setAll(lines.values().stream().map(Line::row).toList());
            if (hidden > 0) {
                getChildren().add(more);
            }
            Boxes.show(this, !lines.isEmpty());
        }
    }

    private Line line(RequestRecord item) {
        Label provider = Labels.of("", "secondary");
        Label bytes = Labels.whole("", "secondary", "figures");
        Label time = Labels.whole("", "secondary-strong", "figures");
        Button stop =
                Buttons.small(
                        texts.of("requests.cancel"),
                        Feather.SQUARE,
                        () -> cancel.accept(item.id()));
        stop.setAccessibleText(texts.of("requests.cancel.one", item.model()));
        HBox row =
                Boxes.row(
                        12,
                        Labels.dot("accent"),
                        Labels.whole(texts.of("requests.running"), "secondary"),
                        Labels.of(columns.keyName(item), "cell-text"),
                        Labels.of(item.model(), "cell-text", "medium"),
                        provider,
                        Boxes.spacer(),
                        bytes,
                        time,
                        stop);
        return new Line(Boxes.styled(row, "running-line"), provider, bytes, time);
    }

    private void tell(Line line, RunningRequest one) {
        line.provider().setText(Objects.requireNonNullElse(one.request().provider(), "…"));
        line.bytes()
                .setText(
                        one.sent() == 0
                                ? texts.of("requests.running.waits")
                                : figures.compact(one.sent()) + " B");
        line.time().setText(figures.brief(Duration.ofMillis(one.request().durationMillis())));
    }
}
