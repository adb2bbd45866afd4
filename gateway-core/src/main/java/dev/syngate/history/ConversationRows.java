package dev.syngate.history;

import dev.syngate.chat.AnswerProgress;
import dev.syngate.chat.Attachment;
import dev.syngate.store.Keys;
import dev.syngate.store.ReadView;
import dev.syngate.store.RecordMap;
import dev.syngate.store.WriteView;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How the exchanges of conversations are kept: questions and answers each under the conversation's
/// id and their place, answers that still grow in pieces.
final class ConversationRows {
    static final RecordMap<Question> QUESTIONS =
            new RecordMap<>("conversation-questions", Question.class);
    static final RecordMap<AnswerProgress> ANSWERS =
            new RecordMap<>("conversation-answers", AnswerProgress.class);
    static final RecordMap<Growth> GROWTH = new RecordMap<>("conversation-growth", Growth.class);

    /// Ends the id in a key; no id has it.
    private static final byte END = 0;

    private static final Exchange BLANK =
            new Exchange("", "", AnswerProgress.of(AnswerProgress.Phase.DONE, ""));

    private ConversationRows() {}

    /// An exchange without its answer.
    record Question(
            String question,
            String model,
            @Nullable Integer after,
            List<Attachment> attachments,
            String comparison) {
        static Question of(Exchange exchange) {
            return new Question(
                    exchange.question(),
                    exchange.model(),
                    exchange.after(),
                    exchange.attachments(),
                    exchange.comparison());
        }

        Exchange answered(AnswerProgress answer) {
            return new Exchange(question, model, answer, after, attachments, comparison);
        }
    }

    static byte[] key(String id, int... numbers) {
        byte[] name = Keys.of(id);
        ByteBuffer key = ByteBuffer.allocate(name.length + 1 + Integer.BYTES * numbers.length);
        key.put(name).put(END);
        for (int number : numbers) {
            key.putInt(number);
        }
        return key.array();
    }

    /// The id of the conversation that a key belongs to.
    static String id(byte[] key) {
        int end = 0;
        while (key[end] != END) {
            end++;
        }
        return Keys.text(Arrays.copyOf(key, end));
    }

    static List<Exchange> read(ReadView view, String id) {
        List<Exchange> found = new ArrayList<>();
        byte[] prefix = key(id);
        QUESTIONS.ascend(
                view,
                prefix,
                (key, question) -> {
                    if (!startsWith(key, prefix)) {
                        return false;
                    }
                    found.add(question.answered(answer(view, id, found.size())));
                    return true;
                });
        return found;
    }

    /// The last exchanges of the branch that ends at a place; what comes before them is blank.
    ///
    /// @return empty: the branch is shorter, or answers are compared at its end
    static List<Exchange> readEnd(ReadView view, String id, int end, int last) {
        List<Exchange> found = new ArrayList<>();
        for (int place = 0; place <= end; place++) {
            found.add(BLANK.following(place == 0 ? null : place - 1));
        }
        Integer at = end;
        for (int read = 0; read < last; read++) {
            Question question = at == null ? null : QUESTIONS.get(view, key(id, at));
            if (at == null || question == null || !question.comparison().isEmpty()) {
                return List.of();
            }
            found.set(at, question.answered(answer(view, id, at)));
            at = question.after();
        }
        return found;
    }

    private static AnswerProgress answer(ReadView view, String id, int place) {
        AnswerProgress[] answer = {
            Objects.requireNonNullElse(
                    ANSWERS.get(view, key(id, place)), AnswerProgress.waiting(""))
        };
        if (!answer[0].phase().hasEnded()) {
            byte[] prefix = key(id, place);
            GROWTH.ascend(
                    view,
                    prefix,
                    (key, growth) -> {
                        boolean its = startsWith(key, prefix);
                        answer[0] = its ? growth.added(answer[0]) : answer[0];
                        return its;
                    });
        }
        return answer[0];
    }

    static void write(WriteView view, String id, int place, Exchange exchange) {
        QUESTIONS.put(view, key(id, place), Question.of(exchange));
        ANSWERS.put(view, key(id, place), exchange.answer());
        deleteAll(view, GROWTH, key(id, place));
    }

    static void grow(WriteView view, String id, int place, int piece, Growth growth) {
        GROWTH.put(view, key(id, place, piece), growth);
    }

    static void remove(WriteView view, String id) {
        deleteAll(view, QUESTIONS, key(id));
        deleteAll(view, ANSWERS, key(id));
        deleteAll(view, GROWTH, key(id));
    }

    private static void deleteAll(WriteView view, RecordMap<?> map, byte[] prefix) {
        List<byte[]> keys = new ArrayList<>();
        view.ascend(map.name(), prefix, (key, value) -> startsWith(key, prefix) && keys.add(key));
        keys.forEach(key -> map.delete(view, key));
    }

    static boolean startsWith(byte[] key, byte[] prefix) {
        return key.length >= prefix.length
                && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
    }
}
