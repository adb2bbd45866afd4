package dev.syngate.ui.chat;

import dev.syngate.chat.AnswerProgress;
import dev.syngate.chat.AnswerProgress.Phase;
import dev.syngate.gateway.Answer;
import dev.syngate.gateway.Gateway;
import dev.syngate.gateway.Question;
import dev.syngate.history.Conversation;
import dev.syngate.history.Exchange;
import dev.syngate.ui.fx.Background;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// Sends what is asked and takes over what is answered: one model, or several whose answers are
/// compared. FX thread only.
final class Asking {
    private static final Duration KEPT_EVERY = Duration.ofMillis(800);

    private final Gateway gateway;
    private final Background background;
    private final InstantSource clock;
    private final AskableModels models;
    private final ChatHistory history;
    private final RunningAnswers running = new RunningAnswers();
    private final Map<String, ObservableList<Message>> queues = new HashMap<>();
    private Runnable onTurn = () -> {};
    private final ObservableList<String> comparedWith = FXCollections.observableArrayList();

    Asking(
            Gateway gateway,
            Background background,
            InstantSource clock,
            AskableModels models,
            ChatHistory history) {
        this.gateway = gateway;
        this.background = background;
        this.clock = clock;
        this.models = models;
        this.history = history;
    }

    /// The models that the next message is sent to besides the conversation's own.
    ObservableList<String> comparedWith() {
        return comparedWith;
    }

    /// Runs the task as soon as an answer begins, or has ended.
    void onTurn(Runnable task) {
        onTurn = task;
    }

    /// What waits to be sent in a conversation.
    ObservableList<Message> queue(String conversation) {
        return queues.computeIfAbsent(conversation, id -> FXCollections.observableArrayList());
    }

    boolean isRunning(String conversation) {
        return running.has(conversation);
    }

    boolean isRunning(String conversation, int place) {
        return running.has(conversation, place);
    }

    boolean isAnythingRunning() {
        return !running.isEmpty();
    }

    void stop(String conversation) {
        running.stop(conversation);
    }

    void stop(String conversation, int place) {
        running.stop(conversation, place);
    }

    /// Stops and forgets all that belongs to a conversation.
    void drop(String conversation) {
        running.drop(conversation);
        queues.remove(conversation);
    }

    /// Asks after what is shown. Answers that were compared there are branches from now on.
    void follow(Conversation before, Message message) {
        Conversation conversation = before.drafting("");
        List<Integer> decided = List.of();
        Integer shown = before.shown();
        if (shown != null && before.compared(shown).size() > 1) {
            decided = before.compared(shown);
            conversation = conversation.decided(shown);
        }
        Prompt prompt = new Prompt(conversation, message, shown, null);
        List<String> asked = new ArrayList<>(List.of(conversation.parameters().model()));
        if (isOpen(before)) {
            comparedWith.stream().filter(id -> !asked.contains(id)).forEach(asked::add);
            comparedWith.clear();
        }
        String comparison = asked.size() > 1 ? UUID.randomUUID().toString() : "";
        ask(prompt, asked, comparison, decided);
    }

    /// Asks something else in the place of a question.
    void instead(int place, Message message) {
        Conversation open = history.open();
        Integer after = open.exchanges().get(place).after();
        ask(
                new Prompt(open, message, after, null),
                List.of(open.parameters().model()),
                "",
                List.of());
    }

    /// Asks a question once more. Where answers are compared the new one takes the place of the
    /// other among them, and its model is asked; else it is the conversation's.
    ///
    /// @param begun the answer that the model is to go on with; null: it begins anew
    void again(int place, Message question, @Nullable AnswerProgress begun) {
        Conversation open = history.open();
        Exchange exchange = open.exchanges().get(place);
        String comparison = exchange.comparison();
        Conversation rest = comparison.isEmpty() ? open : open.withdrawn(place);
        String model = comparison.isEmpty() ? open.parameters().model() : exchange.model();
        Prompt prompt = new Prompt(rest, question, exchange.after(), begun);
        ask(prompt, List.of(model), comparison, comparison.isEmpty() ? List.of() : List.of(place));
    }

    /// @param asked the models that are asked
    /// @param comparison see [Exchange#comparison]
    /// @param changed where else the conversation has changed
    private void ask(Prompt prompt, List<String> asked, String comparison, List<Integer> changed) {
        Conversation conversation = prompt.conversation();
        List<Question.Turn> turns = prompt.turns();
        Message message = prompt.message();
        Instant now = clock.instant();
        List<Integer> places = new ArrayList<>(changed);
        int first = conversation.exchanges().size();
        for (String model : asked) {
            Question question =
                    new Question(models.fitting(conversation.parameters().withModel(model)), turns);
            Answer answer = gateway.chat().ask(question);
            int place = conversation.exchanges().size();
            RunningAnswer started =
                    new RunningAnswer(conversation.id(), answer, place, prompt.begun(), now);
            running.add(started);
            answer.onTurn(() -> background.screen().execute(() -> onTurn.run()));
            places.add(place);
            Exchange exchange =
                    new Exchange(
                            message.text(),
                            model,
                            started.progress(),
                            prompt.after(),
                            message.attachments(),
                            comparison);
            conversation = conversation.asked(exchange, now);
        }
        Conversation shown = asked.size() > 1 ? conversation.showing(first) : conversation;
        history.hold(shown);
        history.keep(shown, places);
    }

    private boolean isOpen(Conversation conversation) {
        return conversation.id().equals(history.open().id());
    }

    /// Takes over what has come of the answers, keeps what streams, and ends what has ended.
    ///
    /// @return what has come in the open conversation, by place
    SortedMap<Integer, AnswerProgress> look() {
        SortedMap<Integer, AnswerProgress> live = new TreeMap<>();
        for (RunningAnswer busy : running.all()) {
            AnswerProgress progress = busy.progress();
            if (busy.conversation().equals(history.open().id())) {
                live.put(busy.place(), progress);
            }
            if (progress.phase().hasEnded()) {
                running.remove(busy);
                end(busy, progress);
            } else {
                keepPart(busy, progress);
            }
        }
        return live;
    }

    private void keepPart(RunningAnswer busy, AnswerProgress progress) {
        Instant now = clock.instant();
        if (!busy.kept().plus(KEPT_EVERY).isAfter(now)) {
            running.replace(busy, busy.keptAt(now));
            history.grow(busy.conversation(), busy.place(), progress);
        }
    }

    private void end(RunningAnswer busy, AnswerProgress progress) {
        String id = busy.conversation();
        Conversation conversation = history.latest(id);
        if (conversation == null) {
            return;
        }
        Conversation ended = conversation.answered(busy.place(), progress, clock.instant());
        history.keep(ended, List.of(busy.place()));
        if (running.has(id)) {
            return;
        }
        ObservableList<Message> queue = queues.get(id);
        if (progress.phase() == Phase.DONE && queue != null && !queue.isEmpty()) {
            follow(ended, queue.removeFirst());
        } else {
            history.release(id);
        }
    }
}
