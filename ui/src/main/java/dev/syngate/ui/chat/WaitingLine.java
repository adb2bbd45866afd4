package dev.syngate.ui.chat;

import dev.syngate.chat.AnswerProgress;
import dev.syngate.chat.AnswerProgress.Phase;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.parts.Spinner;
import dev.syngate.ui.texts.Figures;
import dev.syngate.ui.texts.Texts;
import java.time.Duration;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/// Says for how long nothing has come of an answer.
final class WaitingLine extends HBox {
    private static final Duration QUIET = Duration.ofSeconds(4);
    private static final Duration LONG_QUIET = Duration.ofSeconds(15);
    private final Texts texts;
    private final Figures figures;
    private final Spinner spinner = new Spinner();
    private final Label words = Labels.of("", "secondary");
    private int length = -1;
    private Duration lastNews = Duration.ZERO;

    WaitingLine(Texts texts, Figures figures) {
        super(8);
        this.texts = texts;
        this.figures = figures;
        setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(spinner, words);
    }

    void show(AnswerProgress progress) {
        int now = progress.reasoning().length() + progress.text().length();
        if (now != length) {
            length = now;
            lastNews = progress.elapsed();
        }
        boolean first = progress.phase() == Phase.WAITING;
        Duration quiet = progress.elapsed().minus(first ? Duration.ZERO : lastNews);
        boolean silent = !progress.phase().hasEnded() && quiet.compareTo(QUIET) > 0;
        Boxes.show(this, first || silent);
        Boxes.show(spinner, first || silent);
        String key =
                quiet.compareTo(LONG_QUIET) > 0
                        ? "answer.silent.long"
                        : first ? "answer.waiting" : "answer.silent";
        words.setText(texts.of(key, figures.count(quiet.toSeconds())));
    }
}
