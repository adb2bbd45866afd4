package dev.syngate.history;

import java.util.StringJoiner;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One message of a conversation as another program exports it.
///
/// @param parent the id of the message before it; null: it is the first
/// @param role `user`, `assistant`, or something that is not shown
/// @param thinking what the model thought before it
/// @param model what answered, as the other program calls it; empty: it is not said
record ForeignMessage(
        @Nullable String parent, String role, String thinking, String text, String model) {

    /// Marks of sources, which only that program can follow.
    private static final Pattern CITATION = Pattern.compile("\uE200[^\uE201]*\uE201");

    /// What the other program folds away above an answer, each line quoted.
    private static final Pattern FOLDED =
            Pattern.compile(
                    "<details type=\"reasoning\"[^>]*>\\s*(?:<summary>.*?</summary>)?(.*?)</details>\\s*",
                    Pattern.DOTALL);

    /// A node of the `mapping` in ChatGPT's `conversations.json`. What its models tell tools, what
    /// tools answer and what the program itself does not show is not read.
    static ForeignMessage ofChatGpt(JsonNode node) {
        JsonNode message = node.path("message");
        JsonNode metadata = message.path("metadata");
        JsonNode content = message.path("content");
        boolean hidden =
                metadata.path("is_visually_hidden_from_conversation").asBoolean(false)
                        || !message.path("recipient").asString("all").equals("all");
        return new ForeignMessage(
                node.path("parent").asString(null),
                hidden ? "" : message.path("author").path("role").asString(""),
                thoughts(content),
                CITATION.matcher(parts(content)).replaceAll(""),
                metadata.path("model_slug").asString(""));
    }

    private static String parts(JsonNode content) {
        StringBuilder text = new StringBuilder();
        for (JsonNode part : content.path("parts")) {
            if (part.isString()) {
                text.append(part.asString());
            }
        }
        return text.toString();
    }

    private static String thoughts(JsonNode content) {
        StringJoiner all = new StringJoiner("\n\n");
        for (JsonNode thought : content.path("thoughts")) {
            String words = thought.path("content").asString("");
            all.add(words.isEmpty() ? thought.path("summary").asString("") : words);
        }
        return all.toString();
    }

    /// A message of Open WebUI's `history.messages`, or of its older list of messages.
    static ForeignMessage ofOpenWebUi(JsonNode node) {
        String content = node.path("content").asString("");
        Matcher folded = FOLDED.matcher(content);
        return new ForeignMessage(
                node.path("parentId").asString(null),
                node.path("role").asString(""),
                folded.results().map(ForeignMessage::unquoted).collect(Collectors.joining("\n\n")),
                folded.replaceAll(""),
                node.path("model").asString(""));
    }

    private static String unquoted(MatchResult folded) {
        return folded.group(1).strip().replaceAll("(?m)^(?:>|&gt;) ?", "");
    }
}
