package dev.syngate.ui.chat;

import dev.syngate.chat.AnswerProgress;
import dev.syngate.chat.AnswerProgress.Phase;
import dev.syngate.history.Conversation;
import dev.syngate.history.Exchange;
import dev.syngate.ui.frame.ThinkingShown;
import dev.syngate.ui.markdown.MarkdownView;
import dev.syngate.ui.page.Navigation;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.parts.CopyButton;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.parts.Spinner;
import dev.syngate.ui.texts.Figures;
import dev.syngate.ui.texts.Texts;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// A question and its answer, as far as it has come.
final class ExchangeView extends VBox {
    private static final Duration QUIET = Duration.ofSeconds(4);
    private static final Duration LONG_QUIET = Duration.ofSeconds(15);

    private final Texts texts;
    private final Figures figures;
    private final ChatViewModel model;
    private final Actions actions;
    private final int place;
    private final Exchange exchange;
    private final HBox turns = Boxes.row(0);
    private final HBox tools = Boxes.row(2);
    private final AnswerBody answer;
    private final Label waitingWords = Labels.of("", "secondary");
    private final HBox waiting;
    private final TroubleView trouble;
    private final MessageFooter footer;
    private @Nullable AnswerProgress shown;
    private Duration lastNews = Duration.ZERO;

    /// What a message asks of the page around it.
    ///
    /// @param edit lets the question be changed in the composer
    /// @param openLink opens an address outside the window
    /// @param thinking how much of what models think is shown
    record Actions(
            Consumer<Integer> edit,
            Consumer<String> openLink,
            Navigation navigation,
            Supplier<ThinkingShown> thinking) {}

    ExchangeView(
            Texts texts,
            Figures figures,
            ChatViewModel model,
            Actions actions,
            int place,
            Exchange exchange) {
        super(12);
        this.texts = texts;
        this.figures = figures;
        this.model = model;
        this.actions = actions;
        this.place = place;
        this.exchange = exchange;
        getStyleClass().add("exchange");
        answer = new AnswerBody(texts, figures, actions.openLink(), actions.thinking());
        waiting = Boxes.row(8, new Spinner(), waitingWords);
        trouble = new TroubleView(texts, figures, model, actions.navigation(), place);
        footer = new MessageFooter(texts, figures, model, place, exchange, actions.navigation());
        getChildren().addAll(question(), answer, waiting, trouble, footer);
        show(exchange.answer());
    }

    private VBox question() {
        HBox line = new HBox(new QuestionView(texts, figures, exchange));
        line.setAlignment(Pos.CENTER_RIGHT);
        Button edit =
                Buttons.icon(
                        Feather.EDIT_2,
                        texts.of("question.edit"),
                        () -> actions.edit().accept(place));
        CopyButton copy = CopyButton.icon(texts, texts.of("question.copy"), exchange::question);
        tools.getChildren().addAll(turns, copy, edit);
        tools.setAlignment(Pos.CENTER_RIGHT);
        tools.getStyleClass().add("question-tools");
        return Boxes.column(2, line, tools);
    }

    int place() {
        return place;
    }

    Exchange exchange() {
        return exchange;
    }

    /// The texts of which only what is in sight needs nodes.
    Stream<MarkdownView> texts() {
        return answer.texts();
    }

    /// Shows which of several branches this is.
    void showBranches(Conversation conversation) {
        List<Integer> siblings = conversation.siblings(place);
        int at = siblings.indexOf(place);
        turns.getChildren().clear();
        tools.getStyleClass().remove("branched");
        if (siblings.size() > 1) {
            Button back = turn(Feather.CHEVRON_LEFT, "branch.before", siblings, at - 1);
            Button on = turn(Feather.CHEVRON_RIGHT, "branch.after", siblings, at + 1);
            String which = figures.count(at + 1) + "/" + figures.count(siblings.size());
            tools.getStyleClass().add("branched");
            turns.getChildren().addAll(back, Labels.whole(which, "secondary"), on);
        }
    }

    private Button turn(Feather icon, String name, List<Integer> siblings, int to) {
        Button button = Buttons.icon(icon, texts.of(name), () -> model.select(siblings.get(to)));
        button.setDisable(to < 0 || to >= siblings.size());
        return button;
    }

    void show(AnswerProgress progress) {
        if (progress.equals(shown)) {
            return;
        }
        if (shown == null || length(shown) != length(progress)) {
            lastNews = progress.elapsed();
        }
        boolean live = shown != null && !shown.phase().hasEnded();
        boolean sameEnd = shown != null && shown.phase() == progress.phase();
        shown = progress;
        showWaiting(progress);
        answer.show(progress);
        if (!sameEnd) {
            trouble.show(progress, live);
        }
        footer.show(progress);
    }

    private static int length(AnswerProgress progress) {
        return progress.reasoning().length() + progress.text().length();
    }

    /// Says for how long nothing has come.
    private void showWaiting(AnswerProgress progress) {
        boolean first = progress.phase() == Phase.WAITING;
        Duration quiet = progress.elapsed().minus(first ? Duration.ZERO : lastNews);
        boolean silent = !progress.phase().hasEnded() && quiet.compareTo(QUIET) > 0;
        Boxes.show(waiting, first || silent);
        String seconds = figures.count(quiet.toSeconds());
        String key =
                quiet.compareTo(LONG_QUIET) > 0
                        ? "answer.silent.long"
                        : first ? "answer.waiting" : "answer.silent";
        waitingWords.setText(texts.of(key, seconds));
    }
}
