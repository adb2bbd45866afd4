package dev.syngate.history;

import dev.syngate.chat.AnswerProgress;
import dev.syngate.chat.AnswerProgress.Phase;
import dev.syngate.chat.ChatParameters;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A conversation as other programs export it: a tree of single messages, which becomes one of
/// questions with their answers.
final class ForeignChat {
    private final Map<String, Message> messages = new LinkedHashMap<>();
    private final Map<String, List<String>> children = new HashMap<>();
    private final List<Exchange> exchanges = new ArrayList<>();
    private final Map<String, Integer> places = new HashMap<>();
    private final Map<String, Boolean> answers = new HashMap<>();

    private record Message(@Nullable String parent, String role, String text, String model) {}

    private ForeignChat() {}

    static Conversation ofChatGpt(JsonNode chat, ChatParameters parameters, Instant now) {
        ForeignChat foreign = new ForeignChat();
        chat.path("mapping")
                .forEachEntry((id, node) -> {
                    JsonNode message = node.path("message");
                    foreign.messages.put(
                            id,
                            new Message(
                                    node.path("parent").asString(null),
                                    message.path("author").path("role").asString(""),
                                    parts(message.path("content")),
                                    message.path("metadata").path("model_slug").asString("")));
                });
        return foreign.conversation(
                chat.path("title").asString(""),
                time(chat.path("create_time"), now),
                time(chat.path("update_time"), now),
                chat.path("current_node").asString(""),
                parameters);
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

    static Conversation ofOpenWebUi(JsonNode chat, ChatParameters parameters, Instant now) {
        ForeignChat foreign = new ForeignChat();
        JsonNode history = chat.path("chat").path("history");
        history.path("messages")
                .forEachEntry((id, node) ->
                        foreign.messages.put(
                                id,
                                new Message(
                                        node.path("parentId").asString(null),
                                        node.path("role").asString(""),
                                        node.path("content").asString(""),
                                        node.path("model").asString(""))));
        return foreign.conversation(
                chat.path("title").asString(chat.path("chat").path("title").asString("")),
                time(chat.path("created_at"), now),
                time(chat.path("updated_at"), now),
                history.path("currentId").asString(""),
                parameters);
    }

    private static Instant time(JsonNode seconds, Instant otherwise) {
        try {
            return seconds.isNumber()
                    ? Instant.ofEpochMilli((long) (seconds.asDouble() * 1000))
                    : otherwise;
        } catch (DateTimeException e) {
            return otherwise;
        }
    }

    private Conversation conversation(
            String title,
            Instant created,
            Instant updated,
            String current,
            ChatParameters parameters) {
        Deque<String> open = new ArrayDeque<>();
        messages.forEach((id, message) -> {
            if (message.parent() == null || !messages.containsKey(message.parent())) {
                open.add(id);
            } else {
                children.computeIfAbsent(message.parent(), p -> new ArrayList<>()).add(id);
            }
        });
        while (!open.isEmpty()) {
            String id = open.poll();
            take(id, Objects.requireNonNull(messages.get(id)));
            open.addAll(children.getOrDefault(id, List.of()));
        }
        Integer shown = exchanges.isEmpty() ? null : places.get(current);
        if (shown == null && !exchanges.isEmpty()) {
            shown = exchanges.size() - 1;
        }
        Conversation found =
                new Conversation(
                        new Heading(
                                UUID.randomUUID().toString(),
                                title,
                                created,
                                updated,
                                parameters,
                                shown,
                                false,
                                "",
                                ""),
                        exchanges);
        return title.isEmpty() && !exchanges.isEmpty()
                ? found.under(found.heading().named(exchanges.getFirst().question()))
                : found;
    }

    /// A question begins an exchange; the first answer below it is its own, what follows that
    /// answer is added to it, and another answer is a sibling.
    private void take(String id, Message message) {
        Integer above = message.parent() == null ? null : places.get(message.parent());
        boolean belowAnswer =
                message.parent() != null && answers.getOrDefault(message.parent(), false);
        if (message.role().equals("user") && !message.text().isBlank()) {
            exchanges.add(new Exchange(message.text(), "", answer("")).following(above));
            places.put(id, exchanges.size() - 1);
            return;
        }
        if (above != null && message.role().equals("assistant") && !message.text().isBlank()) {
            Exchange exchange = exchanges.get(above);
            String before = exchange.answer().text();
            boolean sibling = !belowAnswer && !before.isEmpty();
            String text =
                    sibling || before.isEmpty() ? message.text() : before + "\n\n" + message.text();
            Exchange answered =
                    new Exchange(
                            exchange.question(),
                            message.model(),
                            answer(text),
                            exchange.after(),
                            exchange.attachments());
            if (sibling) {
                exchanges.add(answered);
                above = exchanges.size() - 1;
            } else {
                exchanges.set(above, answered);
            }
            places.put(id, above);
            answers.put(id, true);
            return;
        }
        if (above != null) {
            places.put(id, above);
            answers.put(id, belowAnswer);
        }
    }

    private static AnswerProgress answer(String text) {
        return AnswerProgress.of(Phase.DONE, text);
    }
}
