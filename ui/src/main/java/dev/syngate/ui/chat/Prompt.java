package dev.syngate.ui.chat;

import dev.syngate.chat.AnswerProgress;
import dev.syngate.chat.AnswerProgress.ToolUse;
import dev.syngate.gateway.Question.Turn;
import dev.syngate.history.Conversation;
import dev.syngate.history.Exchange;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a model reads when a message is sent: what was said before, the message, and what it had
/// begun to answer.
///
/// @param after the place of the exchange that it follows; null: it begins the conversation
/// @param begun the interrupted answer that is to go on; null: none
record Prompt(
        Conversation conversation,
        Message message,
        @Nullable Integer after,
        @Nullable AnswerProgress begun) {
    private static final String GO_ON =
            "Continue exactly where you stopped. Repeat nothing and add no remark.";

    List<Turn> turns() {
        List<Turn> turns = new ArrayList<>();
        if (after != null) {
            for (int place : conversation.path(after)) {
                add(conversation.exchanges().get(place), turns);
            }
        }
        turns.add(Turn.user(message.text(), message.attachments()));
        if (begun != null) {
            turns.add(Turn.assistant(begun.text()));
            turns.add(Turn.user(GO_ON));
        }
        return turns;
    }

    private static void add(Exchange exchange, List<Turn> turns) {
        String answer = said(exchange.answer());
        if (!answer.isEmpty()) {
            turns.add(Turn.user(exchange.question(), exchange.attachments()));
            turns.add(Turn.assistant(answer));
        }
    }

    /// What a model said and which tools it called, in words: nothing ran them here.
    private static String said(AnswerProgress answer) {
        StringBuilder said = new StringBuilder(answer.text());
        for (ToolUse call : answer.tools()) {
            said.append(said.isEmpty() ? "" : "\n\n");
            said.append("[").append(call.name()).append(" ").append(call.arguments()).append("]");
        }
        return said.toString();
    }
}
