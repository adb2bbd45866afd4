package dev.syngate.ui.requests;

import dev.syngate.requestlog.RequestRecord;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.texts.Figures;
import dev.syngate.ui.texts.Texts;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import javafx.scene.Node;
import javafx.scene.control.Button;
import org.kordamp.ikonli.feather.Feather;

/// The cells of a request that runs, where they differ from those of one that has ended.
///
/// @param sent how many bytes of the answer have gone out
/// @param stop stops the request with the id
record RunningCells(
        Texts texts, Figures figures, ToLongFunction<String> sent, Consumer<String> stop) {
    Node status() {
        return Boxes.row(
                6, Labels.dot("accent"), Labels.of(texts.of("requests.running"), "secondary"));
    }

    Node duration(RequestRecord item) {
        return Labels.of(
                figures.brief(Duration.ofMillis(item.durationMillis())), "secondary-strong");
    }

    Node tokens(RequestRecord item) {
        long bytes = sent.applyAsLong(item.id());
        return Labels.of(
                bytes == 0 ? texts.of("requests.running.waits") : figures.compact(bytes) + " B",
                "secondary");
    }

    Node stop(RequestRecord item) {
        Button button =
                Buttons.small(
                        texts.of("requests.cancel"), Feather.SQUARE, () -> stop.accept(item.id()));
        button.setAccessibleText(texts.of("requests.cancel.one", item.model()));
        button.setFocusTraversable(false);
        return button;
    }
}
