package dev.syngate.ui.chat;

import dev.syngate.chat.AnswerProgress;
import dev.syngate.chat.Attachment;
import dev.syngate.gateway.Chat;
import dev.syngate.history.Conversation;
import dev.syngate.history.Exchange;
import java.util.List;

/// How many tokens a conversation has when it is asked once more. What was counted before is taken
/// as it was counted; the rest is estimated from its characters.
final class Outlook {
    /// About what models count for a picture of middling size.
    private static final long PICTURE = 1_000;

    private Outlook() {}

    /// The tokens of what is shown: prompt and answer of the last exchange that was counted, and
    /// all after it.
    static long tokens(Conversation conversation) {
        long since = 0;
        List<Exchange> thread = conversation.thread();
        for (int i = thread.size() - 1; i >= 0; i--) {
            AnswerProgress answer = thread.get(i).answer();
            if (answer.receipt() != null && answer.receipt().usage().input() > 0) {
                long thought = answer.receipt().usage().reasoning();
                return since
                        + answer.receipt().usage().input()
                        + answer.receipt().usage().output()
                        - thought;
            }
            since += of(thread.get(i).question(), thread.get(i).attachments());
            since += Chat.estimatedTokens(answer.text());
        }
        return since + Chat.estimatedTokens(conversation.parameters().system());
    }

    static long of(String text, List<Attachment> attachments) {
        long tokens = Chat.estimatedTokens(text);
        for (Attachment one : attachments) {
            tokens += one.isPicture() ? PICTURE : Chat.estimatedTokens(one.words());
        }
        return tokens;
    }
}
