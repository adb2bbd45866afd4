package dev.syngate.ui.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.syngate.chat.AnswerProgress;
import dev.syngate.chat.AnswerProgress.Phase;
import dev.syngate.chat.ChatParameters;
import dev.syngate.gateway.Gateway;
import dev.syngate.gateway.GatewaySettings;
import dev.syngate.history.ChatPreset;
import dev.syngate.history.Conversation;
import dev.syngate.history.Exchange;
import dev.syngate.history.Heading;
import dev.syngate.money.Money;
import dev.syngate.ui.fx.Background;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ChatViewModelTest {
    @TempDir private Path folder;
    private Gateway gateway;

    @BeforeEach
    void open() {
        gateway = Gateway.open(GatewaySettings.of(folder), InstantSource.system());
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    private ChatViewModel model() {
        ChatViewModel model =
                new ChatViewModel(gateway, Background.direct(), InstantSource.system());
        model.setParameters(model.currentProperty().get().parameters().withModel("sandbox/echo"));
        return model;
    }

    private Conversation kept() {
        return gateway.conversations().find(gateway.conversations().list().getFirst().id());
    }

    /// The newest conversation as another process finds it.
    private Conversation openedAnew() {
        ChatViewModel other = model();
        other.open(other.conversations().getFirst());
        return other.currentProperty().get();
    }

    private static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(5_000_000);
        }
    }

    private static boolean hasEnded(ChatViewModel model) {
        model.look();
        return !model.isAnythingRunning();
    }

    @Test
    void whatWasSaidBeforeGoesAlongWithTheNextQuestion() {
        ChatViewModel model = model();
        model.send(Message.of("one two three"));
        until(() -> hasEnded(model));
        model.send(Message.of("four"));
        until(() -> hasEnded(model));
        List<Exchange> exchanges = model.currentProperty().get().exchanges();
        assertThat(exchanges)
                .extracting(e -> e.answer().text())
                .containsExactly("one two three", "four");
        long first = exchanges.getFirst().answer().receipt().usage().input();
        assertThat(exchanges.getLast().answer().receipt().usage().input()).isGreaterThan(first);
    }

    @Test
    void theFirstWordIsToldWhenItComesAndNotAtTheNextLook() throws Exception {
        ChatViewModel model = model();
        CountDownLatch turns = new CountDownLatch(2);
        model.onTurn(turns::countDown);
        model.send(Message.of("one two three"));
        assertThat(turns.await(30, TimeUnit.SECONDS)).as("it began, and has ended").isTrue();
        assertThat(model.look().values())
                .extracting(AnswerProgress::text)
                .containsExactly("one two three");
    }

    @Test
    void theEndOfALongConversationIsSeenBeforeAllOfItIsRead() {
        Exchange one = new Exchange("q", "m", AnswerProgress.of(Phase.DONE, "a"));
        Instant now = Instant.now();
        gateway.conversations()
                .save(
                        new Conversation(
                                "long",
                                "Long",
                                now,
                                now,
                                ChatParameters.of("m", "Standard"),
                                Collections.nCopies(40, one)));
        ChatViewModel model = model();
        List<String> seen = new ArrayList<>();
        model.firstLookProperty()
                .subscribe(end -> seen.add(end == null ? "no look" : end.title() + " is seen"));
        model.currentProperty().subscribe(open -> seen.add(open.title() + " is open"));
        seen.clear();
        model.open(model.conversations().getFirst());
        assertThat(seen).containsExactly("Long is seen", "no look", "Long is open");
        assertThat(model.currentProperty().get().thread())
                .hasSize(40)
                .extracting(Exchange::question)
                .containsOnly("q");
    }

    @Test
    void theSystemPromptAndTheLimitAreSent() {
        ChatViewModel model = model();
        ChatParameters parameters =
                model.currentProperty().get().parameters().withSystem("Be terse.").withMaxTokens(2);
        model.setParameters(parameters);
        model.send(Message.of("a b c d"));
        until(() -> hasEnded(model));
        AnswerProgress answer = model.currentProperty().get().exchanges().getFirst().answer();
        assertThat(answer.text().strip()).isEqualTo("a b");
        assertThat(answer.receipt().usage().input()).isGreaterThan(4);
    }

    @Test
    void anotherAnswerStandsBesideTheOldOne() {
        ChatViewModel model = model();
        for (String question : List.of("one", "two", "three")) {
            model.send(Message.of(question));
            until(() -> hasEnded(model));
        }
        model.retry(0);
        until(() -> hasEnded(model));
        Conversation now = model.currentProperty().get();
        assertThat(now.thread()).extracting(Exchange::question).containsExactly("one");
        assertThat(now.exchanges()).hasSize(4);
        assertThat(now.siblings(0)).containsExactly(0, 3);
        model.select(0);
        assertThat(model.currentProperty().get().thread())
                .extracting(e -> e.answer().text())
                .containsExactly("one", "two", "three");
        assertThat(gateway.requests().newest(9, all -> true)).hasSize(4);
    }

    @Test
    void aChangedQuestionStandsBesideTheOldOne() {
        ChatViewModel model = model();
        model.send(Message.of("one"));
        until(() -> hasEnded(model));
        model.edit(0, Message.of("other"));
        until(() -> hasEnded(model));
        assertThat(model.currentProperty().get().siblings(1)).containsExactly(0, 1);
        model.branch(1);
        assertThat(model.currentProperty().get().exchanges())
                .extracting(Exchange::question)
                .containsExactly("other");
        assertThat(model.conversations()).hasSize(2);
    }

    @Test
    void messagesSentMeanwhileWaitInOrderAndAStopThrowsNoneAway() {
        ChatViewModel model = model();
        model.send(Message.of("x ".repeat(20_000)));
        model.send(Message.of("second"));
        model.send(Message.of("third"));
        assertThat(model.queue()).extracting(Message::text).containsExactly("second", "third");
        model.stop();
        until(() -> hasEnded(model));
        assertThat(model.queue()).hasSize(2);
        model.sendQueued(model.queue().getFirst());
        until(() -> hasEnded(model));
        until(() -> hasEnded(model) && model.queue().isEmpty());
        assertThat(model.currentProperty().get().thread())
                .extracting(Exchange::question)
                .endsWith("second", "third");
    }

    @Test
    void whatStreamsIsKeptBeforeItEnds() {
        ChatViewModel model = model();
        model.send(Message.of("x ".repeat(20_000)));
        until(() -> {
            model.look();
            return !kept().exchanges().getFirst().answer().text().isEmpty();
        });
        assertThat(model.isAnythingRunning()).isTrue();
        // As if the process had been killed: another one finds what was kept.
        AnswerProgress found = openedAnew().exchanges().getFirst().answer();
        assertThat(found.phase()).isEqualTo(Phase.STOPPED);
        assertThat(found.text()).startsWith("x x");
        model.stop();
        until(() -> hasEnded(model));
    }

    @Test
    void anInterruptedAnswerGoesOnWhereItStopped() {
        ChatViewModel model = model();
        model.send(Message.of("x ".repeat(20_000)));
        until(() -> {
            return model.look().values().stream().anyMatch(live -> !live.text().isEmpty());
        });
        model.stop();
        until(() -> hasEnded(model));
        String begun = model.currentProperty().get().thread().getFirst().answer().text();
        model.goOn(0);
        until(() -> hasEnded(model));
        AnswerProgress whole = model.currentProperty().get().thread().getFirst().answer();
        assertThat(whole.text()).startsWith(begun).hasSizeGreaterThan(begun.length());
        assertThat(model.currentProperty().get().exchanges()).hasSize(2);
    }

    @Test
    void theSumOfAChatIsTheSumOfItsRequestsWhateverBecameOfThem() {
        ChatViewModel model = model();
        model.send(Message.of("fine"));
        until(() -> hasEnded(model));
        model.send(Message.of("x ".repeat(20_000)));
        until(() -> {
            return model.look().values().stream().anyMatch(live -> !live.text().isEmpty());
        });
        model.stop();
        until(() -> hasEnded(model));
        for (Exchange exchange : model.currentProperty().get().exchanges()) {
            var request = gateway.requests().find(exchange.answer().requestId()).orElseThrow();
            assertThat(exchange.answer().receipt()).isNotNull().isEqualTo(request.receipt());
        }
    }

    @Test
    void aDraftOutlivesTheProcess() {
        ChatViewModel model = model();
        model.draft("half a thou");
        model.keepDraft();
        Heading found = model().conversations().getFirst();
        assertThat(found.draft()).isEqualTo("half a thou");
        model.send(Message.of("a thought"));
        until(() -> hasEnded(model));
        model.keepDraft();
        assertThat(model().conversations().getFirst().draft()).isEmpty();
    }

    @Test
    void pinsAndNamesAreKept() {
        ChatViewModel model = model();
        model.send(Message.of("hello"));
        until(() -> hasEnded(model));
        model.pin(model.conversations().getFirst(), true);
        model.rename(model.conversations().getFirst(), "Greeting");
        Heading found = model().conversations().getFirst();
        assertThat(found.pinned()).isTrue();
        assertThat(found.title()).isEqualTo("Greeting");
    }

    @Test
    void folderAndModelOutliveTheProcess() {
        ChatViewModel model = model();
        model.send(Message.of("hello"));
        until(() -> hasEnded(model));
        model.move(model.conversations().getFirst(), "Desktop app");
        ChatViewModel next =
                new ChatViewModel(gateway, Background.direct(), InstantSource.system());
        assertThat(next.folders()).containsExactly("Desktop app");
        assertThat(next.currentProperty().get().parameters().model()).isEqualTo("sandbox/echo");
        next.move(next.conversations().getFirst(), "");
        assertThat(next.folders()).isEmpty();
    }

    @Test
    void anEmptyMessageIsNotSent() {
        ChatViewModel model = model();
        model.send(Message.of("   \n"));
        assertThat(model.isAnythingRunning()).isFalse();
        assertThat(model.conversations()).isEmpty();
    }

    @Test
    void anAnswerThatAnEarlierProcessLeftOpenIsShownAsInterrupted() {
        Instant now = Instant.parse("2026-11-21T10:00:00Z");
        ChatParameters parameters = ChatParameters.of("sandbox/echo", "Standard");
        gateway.conversations()
                .save(
                        new Conversation(
                                "c1",
                                "Left",
                                now,
                                now,
                                parameters,
                                List.of(
                                        new Exchange(
                                                "Hi",
                                                "sandbox/echo",
                                                AnswerProgress.waiting("req_1")))));
        assertThat(openedAnew().exchanges().getFirst().answer().phase()).isEqualTo(Phase.STOPPED);
    }

    @Test
    void theSearchFindsWordsOfQuestionsAndAnswers() {
        ChatViewModel model = model();
        model.send(Message.of("about whales"));
        until(() -> hasEnded(model));
        model.create();
        model.send(Message.of("about bears"));
        until(() -> hasEnded(model));
        model.searchProperty().set("WHALES");
        assertThat(model.conversations())
                .extracting(Heading::title)
                .containsExactly("about whales");
        model.searchProperty().set("");
        assertThat(model.conversations()).hasSize(2);
    }

    @Test
    void aRemovedChatIsGoneAfterARestartUnlessItWasRestored() {
        ChatViewModel model = model();
        model.send(Message.of("keep me"));
        until(() -> hasEnded(model));
        Heading kept = model.conversations().getFirst();
        model.remove(kept);
        assertThat(model().conversations()).isEmpty();
        model.restore(kept);
        assertThat(openedAnew().exchanges().getFirst().answer().text()).isEqualTo("keep me");
    }

    @Test
    void comparedAnswersStandSideBySideUntilOneIsChosen() {
        ChatViewModel model = model();
        model.comparedWith().setAll("sandbox/error-503", "sandbox/echo");
        model.send(Message.of("one"));
        assertThat(model.comparedWith()).isEmpty();
        until(() -> hasEnded(model));
        Conversation both = model.currentProperty().get();
        assertThat(both.exchanges())
                .extracting(Exchange::model)
                .containsExactly("sandbox/echo", "sandbox/error-503");
        assertThat(both.compared(0)).containsExactly(0, 1);
        assertThat(both.shown()).isZero();
        assertThat(openedAnew()).isEqualTo(both);
        model.retry(1);
        until(() -> hasEnded(model));
        assertThat(model.currentProperty().get().compared(0)).containsExactly(0, 2);
        model.choose(0);
        Conversation chosen = model.currentProperty().get();
        assertThat(chosen.compared(0)).containsExactly(0);
        assertThat(chosen.siblings(0)).containsExactly(0, 1, 2);
        assertThat(openedAnew()).isEqualTo(chosen);
        model.send(Message.of("two"));
        until(() -> hasEnded(model));
        assertThat(model.currentProperty().get().thread())
                .extracting(e -> e.answer().text())
                .containsExactly("one", "two");
    }

    @Test
    void eachOfTheComparedAnswersStopsAloneAndTheSumCountsAll() {
        ChatViewModel model = model();
        model.comparedWith().setAll("sandbox/reasoner");
        model.send(Message.of("x ".repeat(20_000)));
        until(() ->
                model.look().values().stream()
                        .allMatch(one -> !one.text().isEmpty() || !one.reasoning().isEmpty()));
        model.stop(0);
        until(() -> {
            model.look();
            return !model.isRunning(0);
        });
        assertThat(model.isRunning(1)).isTrue();
        model.stop();
        until(() -> hasEnded(model));
        Money requests = Money.ZERO;
        for (var request : gateway.requests().newest(9, all -> true)) {
            requests = requests.plus(request.receipt().charged());
        }
        assertThat(model.currentProperty().get().charged()).isEqualTo(requests);
    }

    @Test
    void aConversationThatIsNotOpenGoesOnWithWhatWaits() {
        ChatViewModel model = model();
        model.send(Message.of("first"));
        model.send(Message.of("second"));
        Heading asked = model.conversations().getFirst();
        model.create();
        until(() -> hasEnded(model));
        until(() -> hasEnded(model));
        model.open(asked);
        assertThat(model.currentProperty().get().thread())
                .extracting(e -> e.answer().text())
                .containsExactly("first", "second");
    }

    @Test
    void aModelIsAskedByItsOwnPresetAndByOneOnly() {
        ChatViewModel model = model();
        ChatParameters terse =
                model.currentProperty().get().parameters().withSystem("Be terse.").withMaxTokens(9);
        model.presets().save(ChatPreset.of("Terse", terse).by("sandbox/reasoner", true));
        model.use("sandbox/reasoner");
        assertThat(model.currentProperty().get().parameters())
                .isEqualTo(terse.withModel("sandbox/reasoner"));
        model.presets().rename(model.presets().list().getFirst(), " Short ");
        model.presets().save(ChatPreset.of("Long", terse).by("sandbox/reasoner", true));
        assertThat(model().presets().list())
                .extracting(one -> one.name() + one.models())
                .containsExactly("Long[sandbox/reasoner]", "Short[]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.presets().rename(model.presets().list().getLast(), "Long"));
        model.presets().remove("Long");
        assertThat(model.presets().of("sandbox/reasoner")).isNull();
    }
}
