package dev.syngate.history;

import dev.syngate.chat.AnswerProgress;
import dev.syngate.chat.AnswerProgress.Phase;
import dev.syngate.chat.ChatParameters;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
import tools.jackson.databind.JsonNode;

/// A conversation as other programs export it: a tree of single messages, which becomes one of
/// questions with their answers.
final class ForeignChat {
    private static final double MOST_SECONDS = 1e11;
    private final Map<String, ForeignMessage> messages = new LinkedHashMap<>();
    private final Map<String, List<String>> children = new HashMap<>();
    private final List<Exchange> exchanges = new ArrayList<>();
    private final Map<String, Integer> places = new HashMap<>();
    private final Map<String, Boolean> answers = new HashMap<>();

    private ForeignChat() {}

    static Conversation ofChatGpt(JsonNode chat, ChatParameters parameters, Instant now) {
        ForeignChat foreign = new ForeignChat();
        chat.path("mapping")
                .forEachEntry(
                        (id, node) -> foreign.messages.put(id, ForeignMessage.ofChatGpt(node)));
        return foreign.conversation(
                id(chat.path("conversation_id").asString(chat.path("id").asString(""))),
                chat.path("title").asString(""),
                time(chat.path("create_time"), now),
                time(chat.path("update_time"), now),
                chat.path("current_node").asString(""),
                parameters);
    }

    static Conversation ofOpenWebUi(JsonNode chat, ChatParameters parameters, Instant now) {
        ForeignChat foreign = new ForeignChat();
        JsonNode history = chat.path("chat").path("history");
        history.path("messages")
                .forEachEntry(
                        (id, node) -> foreign.messages.put(id, ForeignMessage.ofOpenWebUi(node)));
        return foreign.conversation(
                id(chat.path("id").asString("")),
                chat.path("title").asString(chat.path("chat").path("title").asString("")),
                time(chat.path("created_at"), now),
                time(chat.path("updated_at"), now),
                history.path("currentId").asString(""),
                parameters);
    }

    /// The same for the same conversation, so that a file that is read twice adds nothing the
    /// second time.
    private static String id(String foreign) {
        return foreign.isEmpty()
                ? UUID.randomUUID().toString()
                : UUID.nameUUIDFromBytes(foreign.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /// Seconds, or milliseconds where it is too large a number of seconds.
    private static Instant time(JsonNode since1970, Instant otherwise) {
        if (!since1970.isNumber()) {
            return otherwise;
        }
        double number = since1970.asDouble();
        return Instant.ofEpochMilli((long) (number > MOST_SECONDS ? number : number * 1000));
    }

    private Conversation conversation(
            String id,
            String title,
            Instant created,
            Instant updated,
            String current,
            ChatParameters parameters) {
        Deque<String> open = new ArrayDeque<>();
        messages.forEach((at, message) -> {
            if (message.parent() == null || !messages.containsKey(message.parent())) {
                open.add(at);
            } else {
                children.computeIfAbsent(message.parent(), p -> new ArrayList<>()).add(at);
            }
        });
        while (!open.isEmpty()) {
            String next = open.poll();
            take(next, Objects.requireNonNull(messages.get(next)));
            open.addAll(children.getOrDefault(next, List.of()));
        }
        Integer shown = exchanges.isEmpty() ? null : places.get(current);
        if (shown == null && !exchanges.isEmpty()) {
            shown = exchanges.size() - 1;
        }
        Conversation found =
                new Conversation(
                        new Heading(id, title, created, updated, parameters, shown, false, "", ""),
                        exchanges);
        return title.isEmpty() && !exchanges.isEmpty()
                ? found.under(found.heading().named(exchanges.getFirst().question()))
                : found;
    }

    /// A question begins an exchange; the first answer below it is its own, what follows that
    /// answer is added to it, and another answer is a sibling.
    private void take(String id, ForeignMessage message) {
        Integer above = message.parent() == null ? null : places.get(message.parent());
        boolean belowAnswer =
                message.parent() != null && answers.getOrDefault(message.parent(), false);
        if (message.role().equals("user") && !message.text().isBlank()) {
            exchanges.add(new Exchange(message.text(), "", answer("", "")).following(above));
            places.put(id, exchanges.size() - 1);
            return;
        }
        if (above != null && message.role().equals("assistant") && saysAnything(message)) {
            Exchange exchange = exchanges.get(above);
            String thought = exchange.answer().reasoning();
            String before = exchange.answer().text();
            boolean sibling = !belowAnswer && !(before + thought).isEmpty();
            String text = sibling ? message.text() : joined(before, message.text());
            String thinking = sibling ? message.thinking() : joined(thought, message.thinking());
            Exchange answered =
                    new Exchange(
                            exchange.question(),
                            message.model(),
                            answer(thinking, text),
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

    private static boolean saysAnything(ForeignMessage message) {
        return !(message.text() + message.thinking()).isBlank();
    }

    private static String joined(String before, String more) {
        return before.isEmpty() || more.isEmpty() ? before + more : before + "\n\n" + more;
    }

    private static AnswerProgress answer(String thinking, String text) {
        return new AnswerProgress(
                Phase.DONE,
                "",
                thinking,
                text,
                null,
                null,
                Duration.ZERO,
                null,
                null,
                null,
                List.of());
    }
}
