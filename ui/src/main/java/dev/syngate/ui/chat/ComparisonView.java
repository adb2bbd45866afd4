package dev.syngate.ui.chat;

import dev.syngate.chat.AnswerProgress;
import dev.syngate.history.Conversation;
import dev.syngate.history.Exchange;
import dev.syngate.ui.markdown.MarkdownView;
import dev.syngate.ui.texts.Figures;
import dev.syngate.ui.texts.Texts;
import java.util.List;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.layout.HBox;

/// A question and the answers of several models, side by side until one is chosen.
final class ComparisonView extends MessageView {
    private final List<Integer> places;
    private final String question;
    private final List<ComparedAnswer> answers;

    /// @param places the exchanges that are compared
    ComparisonView(
            Texts texts,
            Figures figures,
            ChatViewModel model,
            ExchangeView.Actions actions,
            Conversation conversation,
            List<Integer> places) {
        this.places = places;
        Exchange first = conversation.exchanges().get(places.getFirst());
        question = first.question();
        answers =
                places.stream()
                        .map(place ->
                                new ComparedAnswer(
                                        texts,
                                        figures,
                                        model,
                                        actions,
                                        place,
                                        conversation.exchanges().get(place)))
                        .toList();
        ColumnsPane columns = new ColumnsPane();
        columns.getChildren().setAll(answers);
        HBox line = new HBox(new QuestionView(texts, figures, first));
        line.setAlignment(Pos.CENTER_RIGHT);
        getChildren().addAll(line, columns);
        show(conversation);
    }

    @Override
    int place() {
        return places.getFirst();
    }

    @Override
    boolean isOf(Conversation conversation, int place) {
        return conversation.compared(place).equals(places)
                && conversation.exchanges().get(place).question().equals(question);
    }

    @Override
    void show(Conversation conversation) {
        answers.forEach(one -> one.show(conversation.exchanges().get(one.place()).answer()));
    }

    @Override
    void show(int place, AnswerProgress live) {
        answers.stream().filter(one -> one.place() == place).forEach(one -> one.show(live));
    }

    @Override
    Stream<MarkdownView> texts() {
        return answers.stream().flatMap(ComparedAnswer::texts);
    }
}
