package dev.syngate.ui.chat;

import dev.syngate.chat.AnswerProgress;
import dev.syngate.history.Conversation;
import dev.syngate.history.Exchange;
import dev.syngate.ui.frame.ThinkingShown;
import dev.syngate.ui.markdown.MarkdownView;
import dev.syngate.ui.page.Navigation;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.parts.CopyButton;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.texts.Figures;
import dev.syngate.ui.texts.Texts;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// A question and its answer, as far as it has come.
final class ExchangeView extends MessageView {
    private final Texts texts;
    private final Figures figures;
    private final ChatViewModel model;
    private final Actions actions;
    private final int place;
    private final Exchange exchange;
    private final HBox turns = Boxes.row(0);
    private final HBox tools = Boxes.row(2);
    private final AnswerBody answer;
    private final WaitingLine waiting;
    private final TroubleView trouble;
    private final MessageFooter footer;
    private @Nullable AnswerProgress shown;

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
        this.texts = texts;
        this.figures = figures;
        this.model = model;
        this.actions = actions;
        this.place = place;
        this.exchange = exchange;
        answer = new AnswerBody(texts, figures, actions.openLink(), actions.thinking());
        waiting = new WaitingLine(texts, figures);
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

    @Override
    int place() {
        return place;
    }

    @Override
    boolean isOf(Conversation conversation, int other) {
        return other == place
                && conversation.compared(place).size() == 1
                && conversation.exchanges().get(place).question().equals(exchange.question());
    }

    @Override
    Stream<MarkdownView> texts() {
        return answer.texts();
    }

    @Override
    void show(Conversation conversation) {
        show(conversation.exchanges().get(place).answer());
        showBranches(conversation);
    }

    @Override
    void show(int other, AnswerProgress live) {
        if (other == place) {
            show(live);
        }
    }

    /// Shows which of several branches this is.
    private void showBranches(Conversation conversation) {
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

    private void show(AnswerProgress progress) {
        if (progress.equals(shown)) {
            return;
        }
        boolean live = shown != null && !shown.phase().hasEnded();
        boolean sameEnd = shown != null && shown.phase() == progress.phase();
        shown = progress;
        waiting.show(progress);
        answer.show(progress);
        if (!sameEnd) {
            trouble.show(progress, live);
        }
        footer.show(progress);
    }
}
