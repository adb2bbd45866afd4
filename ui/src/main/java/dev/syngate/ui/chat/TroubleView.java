package dev.syngate.ui.chat;

import dev.syngate.chat.AnswerProgress;
import dev.syngate.chat.AnswerProgress.Failure;
import dev.syngate.ui.fx.Pulse;
import dev.syngate.ui.page.Navigation;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.parts.Note;
import dev.syngate.ui.texts.Figures;
import dev.syngate.ui.texts.Texts;
import java.time.Duration;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// Says why an answer failed, was stopped or is empty, with what can be done about it.
final class TroubleView extends VBox {
    private final Texts texts;
    private final Figures figures;
    private final ChatViewModel model;
    private final Navigation navigation;
    private final int place;
    private final Pulse second = new Pulse(1, this::count);
    private Button retry;
    private long left;

    TroubleView(
            Texts texts, Figures figures, ChatViewModel model, Navigation navigation, int place) {
        this.texts = texts;
        this.figures = figures;
        this.model = model;
        this.navigation = navigation;
        this.place = place;
        retry = retry();
        sceneProperty().subscribe(this::moved);
    }

    private void moved(@Nullable Scene scene) {
        if (scene == null) {
            second.stop();
        }
    }

    /// @param live whether it ended while it was looked at, so that a wait counts from now
    void show(AnswerProgress answer, boolean live) {
        second.stop();
        getChildren().clear();
        retry = retry();
        switch (answer.phase()) {
            case FAILED -> failed(answer, live);
            case STOPPED -> stopped(answer);
            case DONE -> {
                if (answer.text().isBlank() && answer.tools().isEmpty()) {
                    note("warning", texts.of("answer.empty"), retry);
                }
            }
            case WAITING, THINKING, ANSWERING -> {}
        }
        Boxes.show(this, !getChildren().isEmpty());
    }

    private void note(String tone, String words, Node... actions) {
        getChildren().add(new Note(tone, words).with(actions));
    }

    private void failed(AnswerProgress answer, boolean live) {
        Failure failure = answer.failure();
        if (failure == null) {
            return;
        }
        Duration wait = failure.retryAfter();
        if (live && wait != null) {
            left = wait.toSeconds();
            count();
        }
        note(
                "danger",
                failure.message(),
                retry,
                answer.text().isEmpty() ? Boxes.row(0) : goOn(),
                remedy(failure.code()),
                Boxes.spacer(),
                Labels.whole(failure.code(), "mono", "muted"));
    }

    /// Where the cause can be mended.
    private Node remedy(String code) {
        return switch (code) {
            case "insufficient_balance", "insufficient_quota" ->
                    way("answer.add.balance", "balance");
            case "upstream_auth_error",
                    "upstream_forbidden",
                    "upstream_out_of_credit",
                    "no_provider_available" ->
                    way("answer.open.provider", "providers");
            case "model_not_found", "model_unpriced" -> way("answer.open.models", "models");
            default -> Boxes.row(0);
        };
    }

    private Button way(String key, String page) {
        return Buttons.small(texts.of(key), Feather.ARROW_RIGHT, () -> navigation.open(page));
    }

    private void stopped(AnswerProgress answer) {
        HBox line = Boxes.row(8, Labels.pill(texts.of("answer.stopped"), "neutral"));
        if (!answer.text().isEmpty()) {
            line.getChildren().add(goOn());
        }
        line.getChildren().add(retry);
        getChildren().add(line);
    }

    private void count() {
        retry.setDisable(left > 0);
        retry.setText(
                left > 0
                        ? texts.of("answer.retry.in", figures.count(left))
                        : texts.of("answer.retry"));
        if (left > 0) {
            second.start();
        } else {
            second.stop();
        }
        left--;
    }

    private Button retry() {
        return Buttons.small(
                texts.of("answer.retry"), Feather.REFRESH_CW, () -> model.retry(place));
    }

    private Node goOn() {
        return Buttons.small(texts.of("answer.go.on"), Feather.PLAY, () -> model.goOn(place));
    }
}
