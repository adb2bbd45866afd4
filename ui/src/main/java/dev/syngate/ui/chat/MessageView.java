package dev.syngate.ui.chat;

import dev.syngate.chat.AnswerProgress;
import dev.syngate.history.Conversation;
import dev.syngate.ui.markdown.MarkdownView;
import java.util.stream.Stream;
import javafx.scene.layout.VBox;

/// What stands at one place of the flow: a question with its answer, or with several.
abstract sealed class MessageView extends VBox permits ExchangeView, ComparisonView {
    MessageView() {
        super(12);
        getStyleClass().add("exchange");
    }

    /// The place of its first exchange.
    abstract int place();

    /// Whether it is what stands at that place of the conversation.
    abstract boolean isOf(Conversation conversation, int place);

    /// Shows the newest state of the conversation that it is of.
    abstract void show(Conversation conversation);

    /// Shows what has come of an answer, if it is one of its own.
    abstract void show(int place, AnswerProgress live);

    /// The texts of which only what is in sight needs nodes.
    abstract Stream<MarkdownView> texts();
}
