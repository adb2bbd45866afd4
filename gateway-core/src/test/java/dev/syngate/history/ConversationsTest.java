package dev.syngate.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.billing.Media;
import dev.syngate.billing.Receipt;
import dev.syngate.chat.AnswerProgress;
import dev.syngate.chat.AnswerProgress.Phase;
import dev.syngate.chat.AnswerProgress.Thought;
import dev.syngate.chat.Attachment;
import dev.syngate.chat.ChatParameters;
import dev.syngate.store.Keys;
import dev.syngate.store.Store;
import dev.syngate.store.XodusStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConversationsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final ChatParameters PARAMETERS = ChatParameters.of("m", "Standard");

    @TempDir private Path folder;
    private Store store;
    private Conversations conversations;

    @BeforeEach
    void open() {
        store = new XodusStore(folder, Conversations.MAPS);
        conversations = new Conversations(store);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static Conversation chat(String id, Instant updated, Exchange... exchanges) {
        return new Conversation(id, "Title of " + id, NOW, updated, PARAMETERS, List.of(exchanges));
    }

    private static Exchange exchange(String question, AnswerProgress answer) {
        return new Exchange(
                question, "m", answer, null, List.of(new Attachment("n", "text/plain", "file")));
    }

    private static AnswerProgress done(String text) {
        return AnswerProgress.of(Phase.DONE, text);
    }

    private long rows(String map) {
        return store.<Long>read(view -> view.count(map));
    }

    @Test
    void whatWasSavedIsFoundAndTheNewestIsListedFirst() {
        Conversation old = chat("a", NOW, exchange("q", done("x")), exchange("r", done("y")));
        Conversation young = chat("a2", NOW.plusSeconds(1), exchange("q", done("z")));
        conversations.save(old);
        conversations.save(young);
        assertThat(conversations.find("a")).isEqualTo(old);
        assertThat(conversations.find("a2")).isEqualTo(young);
        assertThat(conversations.find("b")).isNull();
        assertThat(conversations.list()).extracting(Heading::id).containsExactly("a2", "a");
        conversations.remove("a");
        assertThat(conversations.find("a")).isNull();
        assertThat(conversations.find("a2")).isEqualTo(young);
        assertThat(rows("conversation-questions")).isEqualTo(1);
        assertThat(rows("conversation-answers")).isEqualTo(1);
    }

    @Test
    void theEndOfALongConversationIsReadAloneAndIsWhatAllOfItSays() {
        Exchange[] said = new Exchange[30];
        Arrays.setAll(said, i -> exchange("q" + i, done("a" + i)));
        Conversation all = chat("a", NOW, said).asked(exchange("again", done("b")), NOW);
        Conversation branched = all.showing(29);
        conversations.save(branched);
        Conversation whole = conversations.find("a");
        Conversation end = conversations.end("a", 6);
        assertThat(end.path()).isEqualTo(whole.path());
        assertThat(end.thread().subList(24, 30)).isEqualTo(whole.thread().subList(24, 30));
        assertThat(end.heading()).isEqualTo(whole.heading());
        assertThat(conversations.end("a", 31)).as("there are not so many").isNull();
        assertThat(conversations.end("b", 1)).isNull();
    }

    @Test
    void ofALongConversationOnlyWhatChangedIsWritten() {
        conversations.save(chat("a", NOW, exchange("q", done("x")), exchange("r", done("y"))));
        Conversation changed =
                chat("a", NOW, exchange("q", done("changed")), exchange("r", done("too")));
        conversations.save(changed, List.of(1));
        assertThat(conversations.find("a").exchanges())
                .extracting(e -> e.answer().text())
                .containsExactly("x", "too");
    }

    @Test
    void anAnswerThatGrowsIsWrittenInPiecesAndOnceItHasEndedAsAWhole() {
        AnswerProgress waiting = AnswerProgress.waiting("req");
        Conversation asked = chat("a", NOW, exchange("q", waiting));
        conversations.save(asked);
        AnswerWritten written = AnswerWritten.NOTHING;
        written = conversations.grow("a", 0, growing("hm", ""), written);
        written = conversations.grow("a", 0, growing("hm, so", "It"), written);
        AnswerProgress last = growing("hm, so", "It is 42");
        assertThat(conversations.grow("a", 0, last, written)).isEqualTo(new AnswerWritten(3, 6, 8));
        assertThat(conversations.find("a").exchanges().getFirst().answer()).isEqualTo(last);
        AnswerProgress ended = last.endedAs(Phase.DONE, "um", null);
        conversations.save(asked.answered(0, ended, NOW), List.of(0));
        assertThat(conversations.find("a").exchanges().getFirst().answer()).isEqualTo(ended);
        assertThat(rows("conversation-growth")).isZero();
    }

    @Test
    void textThatTurnsOutToBeThinkingMovesThere() {
        conversations.save(chat("a", NOW, exchange("q", AnswerProgress.waiting("req"))));
        AnswerWritten written =
                conversations.grow("a", 0, growing("", "thinking"), AnswerWritten.NOTHING);
        AnswerProgress now = growing("thinking", "an");
        conversations.grow("a", 0, now, written);
        assertThat(conversations.find("a").exchanges().getFirst().answer()).isEqualTo(now);
    }

    private static AnswerProgress growing(String reasoning, String text) {
        return new AnswerProgress(
                Phase.ANSWERING,
                "req",
                reasoning,
                text,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                null,
                null,
                null,
                reasoning.isEmpty()
                        ? List.of()
                        : List.of(new Thought(0, 0, Duration.ofSeconds(1))));
    }

    @Test
    void theSearchFindsWhatWasSaidAndNotHowItIsKept() {
        conversations.save(chat("a", NOW, exchange("About \"Wale\"", done("sie schwimmen"))));
        conversations.save(chat("b", NOW, exchange("Bären", AnswerProgress.waiting("r"))));
        conversations.grow("b", 0, growing("laufen", "weit"), AnswerWritten.NOTHING);
        assertThat(found("WALE schwimmen")).containsExactly("a");
        assertThat(found("\"wale\"")).containsExactly("a");
        assertThat(found("bÄren weit laufen")).containsExactly("b");
        assertThat(found("title wale")).containsExactly("a");
        assertThat(found("schwimmen laufen")).isEmpty();
        assertThat(found("requestId")).isEmpty();
        assertThat(found("phase")).isEmpty();
    }

    private Set<String> found(String words) {
        return conversations.containing(words, () -> true);
    }

    @Test
    void conversationsOfTheFirstFormatAreSplit() {
        String old =
                """
                {"id":"c","title":"Old","created":"2026-11-21T05:00:00Z","updated":"2026-11-21T05:00:00Z",
                 "parameters":{"model":"m","group":"Standard","system":""},
                 "exchanges":[{"question":"q","model":"m","answer":{"phase":"DONE","requestId":"r","reasoning":"","text":"a",
                  "elapsed":"PT1S","receipt":{"usage":{"input":10,"output":2},
                  "price":{"input":1,"output":2},"multiplier":{"tenThousandths":10000},
                  "held":{"picos":5},"charged":{"picos":4}}}},
                  {"question":"r","model":"m","answer":{"phase":"DONE","requestId":"s","reasoning":"","text":"b","elapsed":"PT1S"}}]}
                """;
        put("c", old);
        put(
                "d",
                "{\"id\":\"d\",\"title\":\"\",\"created\":\"2026-11-21T05:00:00Z\",\"updated\":\"2026-11-21T04:00:00Z\"}");
        store.writeNow(view -> {
            Conversations.SPLIT.migrate(view);
            return true;
        });
        Conversation found = conversations.find("c");
        assertThat(found.thread())
                .extracting(e -> e.question() + e.answer().text())
                .containsExactly("qa", "rb");
        Receipt receipt = found.exchanges().getFirst().answer().receipt();
        assertThat(receipt.lines()).isEmpty();
        assertThat(receipt.usage().media()).isEqualTo(Media.NONE);
        assertThat(receipt.charged().picos()).isEqualTo(4);
        assertThat(conversations.find("d").exchanges()).isEmpty();
        assertThat(conversations.list()).extracting(Heading::id).containsExactly("c", "d");
    }

    private void put(String id, String json) {
        byte[] stored = ("\1" + json).getBytes(StandardCharsets.UTF_8);
        store.writeNow(view -> {
            view.put("conversations", Keys.of(id), stored);
            return true;
        });
    }
}
