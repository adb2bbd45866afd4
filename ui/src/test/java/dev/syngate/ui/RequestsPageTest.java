package dev.syngate.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.access.Group;
import dev.syngate.bodies.BodyPolicy;
import dev.syngate.chat.ChatParameters;
import dev.syngate.gateway.Answer;
import dev.syngate.gateway.Gateway;
import dev.syngate.gateway.Question;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import javafx.scene.control.DatePicker;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import org.controlsfx.control.RangeSlider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

/// Follows requests as a person does: sees them come, filters, reads why one failed.
@Timeout(120)
class RequestsPageTest {
    @TempDir private Path folder;
    private final FxRobot robot = new FxRobot();
    private Gateway gateway;
    private SyngateWindow window;
    private Windows.Shown shown;
    private Parts on;

    @BeforeEach
    void open() throws Exception {
        gateway = Windows.gateway(folder);
        shown = Windows.show(gateway, folder, 1280, 800);
        window = shown.window();
        on = new Parts(window.scene());
    }

    @AfterEach
    void close() throws Exception {
        shown.close();
        gateway.close();
    }

    private TableView<?> table() {
        return on.first(TableView.class, ".request-table");
    }

    private void rows(int count) {
        Fx.until(
                count + " rows",
                () ->
                        on.has(TableView.class, ".request-table")
                                && table().getItems().size() == count);
    }

    @Test
    void aFailedRequestIsFoundAndExplainedWithTheKeyboard() {
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT3);
        Fx.until("the empty page", () -> on.shows("No requests yet"));
        TrafficAtOnce traffic = new TrafficAtOnce(gateway);
        traffic.ask("sandbox/echo");
        traffic.ask("gpt-7");
        rows(2);
        robot.push(KeyCode.CONTROL, KeyCode.F);
        Fx.until("focus on the filter", () -> window.scene().getFocusOwner() instanceof TextField);
        robot.write("status:4xx").push(KeyCode.ENTER);
        rows(1);
        Fx.run(() -> table().getSelectionModel().select(0));
        Fx.until("the cause", () -> on.shows("model_not_found. No model goes by this name"));
        Fx.run(() -> on.button("curl").fire());
        String code = Fx.call(() -> Clipboard.getSystemClipboard().getString());
        assertThat(code).contains("/v1/chat/completions").contains("gpt-7").doesNotContain("sk-");
        robot.push(KeyCode.CONTROL, KeyCode.F).push(KeyCode.BACK_SPACE);
        Fx.run(() -> on.first(TextField.class, ".filter-field .text-field").clear());
        rows(2);
    }

    @Test
    void aTermThatDoesNotExistIsNamedWhereNothingWasFound() {
        new TrafficAtOnce(gateway).ask("sandbox/echo");
        Fx.run(() -> window.content().open("requests", "colour:red"));
        Fx.until("why", () -> on.shows("“colour:red” is no term of a filter"));
        Fx.run(() -> window.content().open("requests", "key:nobody"));
        Fx.until("why", () -> on.shows("All requests that are kept were searched"));
    }

    @Test
    void costAndDurationAreChosenOnScalesAndBecomeTermsOfTheFilter() {
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT3);
        TrafficAtOnce traffic = new TrafficAtOnce(gateway);
        traffic.ask("sandbox/echo");
        traffic.ask("gpt-7");
        rows(2);
        chooseLeastCost(8, "$5 or more");
        Fx.until("the term", () -> on.shows("cost>5"));
        Fx.until("no row", () -> !on.has(TableView.class, ".request-table"));
        chooseLeastCost(0, "$0 or more");
        rows(2);
    }

    private void chooseLeastCost(int place, String says) {
        Fx.run(() -> on.button("Cost and duration").fire());
        Fx.until("the form", () -> on.has(RangeSlider.class, ".range-slider"));
        Fx.run(() -> on.first(RangeSlider.class, ".range-slider").setLowValue(place));
        Fx.until(says, () -> on.shows(says));
        Fx.run(() -> on.button("Show").fire());
        Fx.until("the form is gone", () -> !on.has(RangeSlider.class, ".range-slider"));
    }

    @Test
    void theChartOfUsageLeadsToItsRequests() {
        TrafficAtOnce traffic = new TrafficAtOnce(gateway);
        traffic.ask("sandbox/echo");
        traffic.ask("sandbox/echo");
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT9);
        Fx.until("the table", () -> on.shows("sandbox/echo"));
        Fx.run(() -> {
            Region today = on.all(Region.class, ".chart-ground").getLast();
            today.getOnMouseClicked().handle(null);
        });
        rows(2);
        assertThat(Fx.call(() -> window.content().openPage())).isEqualTo("requests");
    }

    @Test
    void aChartIsATableForWhoeverReadsItAndLeadsToTheSameRequests() {
        TrafficAtOnce traffic = new TrafficAtOnce(gateway);
        traffic.ask("sandbox/echo");
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT7);
        Fx.until("the model", () -> on.shows("sandbox/echo"));
        Fx.run(() -> window.content().open("models", "sandbox/echo"));
        Fx.until("its chart", () -> on.has(Region.class, ".chart-part"));
        Fx.run(() ->
                on.all(ToggleButton.class, ".flat-icon").stream()
                        .filter(one -> "Show as a table".equals(one.getAccessibleText()))
                        .forEach(ToggleButton::fire));
        Fx.until("its table", () -> on.shows("1 request"));
        assertThat(Fx.call(() -> on.has(Region.class, ".chart-part"))).isFalse();
        TableView<?> days =
                Fx.call(() ->
                        on.all(TableView.class, ".row-table").stream()
                                .filter(one -> one.getItems().size() == 30)
                                .findFirst()
                                .orElseThrow());
        Fx.run(() -> {
            days.requestFocus();
            days.getSelectionModel().select(29);
        });
        robot.push(KeyCode.ENTER);
        rows(1);
        assertThat(Fx.call(() -> on.shows("model:=sandbox/echo"))).isTrue();
    }

    @Test
    void usageOfChosenDaysIsThatOfTheseDaysAlone() {
        new TrafficAtOnce(gateway).ask("sandbox/echo");
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT9);
        Fx.until("what was used", () -> on.shows("sandbox/echo"));
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        chooseDays(today.minusDays(9), today.minusDays(3));
        Fx.until("nothing", () -> on.shows("Nothing was used in this time"));
        chooseDays(today.minusDays(9), today.plusDays(1));
        Fx.until("what was used again", () -> on.shows("sandbox/echo"));
        assertThat(Fx.call(() -> on.all(Region.class, ".chart-ground"))).hasSize(10);
    }

    private void chooseDays(LocalDate first, LocalDate last) {
        Fx.run(() -> on.toggle("Dates…"));
        Fx.until("the days", () -> on.all(DatePicker.class, ".date-picker").size() == 2);
        Fx.run(() -> {
            on.all(DatePicker.class, ".date-picker").getFirst().setValue(first);
            on.all(DatePicker.class, ".date-picker").getLast().setValue(last);
            on.button("Show").fire();
        });
    }

    @Test
    void theOverviewLeadsToARequest() {
        new TrafficAtOnce(gateway).ask("gpt-7");
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT1);
        Fx.until("the request", () -> on.shows("gpt-7"));
        Region line = Fx.call(() -> on.first(Region.class, ".latest-line"));
        robot.clickOn(line);
        Fx.until("its cause", () -> on.shows("model_not_found. No model goes by this name"));
    }

    @Test
    void whatWasSaidIsShownAndSentAgain() {
        gateway.bodies().set(new BodyPolicy(BodyPolicy.Keep.ALL, 64, 7, 10, Map.of()));
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT3);
        new TrafficAtOnce(gateway).ask("sandbox/echo");
        rows(1);
        Fx.until("its body", () -> gateway.bodies().total().bodies() == 1);
        Fx.run(() -> table().getSelectionModel().select(0));
        Fx.until("the tabs", () -> on.all(ToggleButton.class, ".tab").size() == 3);
        Fx.run(() -> on.all(ToggleButton.class, ".tab").get(1).fire());
        Fx.until("who spoke", () -> on.shows("User"));
        Screens.take(window.scene(), 1280, 800, "requests-body-light");
        Fx.run(() -> on.button("Replay").fire());
        Fx.until("the cost", () -> on.shows("The first time it cost"));
        Fx.run(() -> on.button("Send again").fire());
        rows(2);
        Fx.until("the answer before", () -> on.all(ToggleButton.class, ".tab").size() == 4);
        assertThat(gateway.requests().newest(1, item -> true).getFirst().replayOf()).isNotNull();
    }

    @Test
    void aRunningRequestIsSeenAndStopped() {
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT3);
        Answer answer =
                gateway.chat()
                        .ask(
                                new Question(
                                        ChatParameters.of("sandbox/reasoner", Group.STANDARD),
                                        List.of(Question.Turn.user("word ".repeat(2000)))));
        Fx.until("the running row", () -> on.shows("Running"));
        Fx.run(() -> table().getSelectionModel().select(0));
        Fx.until("what runs", () -> on.shows("It runs."));
        Fx.run(() -> on.button("Cancel").fire());
        answer.await();
        Fx.until("what became of it", () -> on.shows("499") && !on.shows("It runs."));
        rows(1);
        assertThat(table().getSelectionModel().getSelectedItems()).hasSize(1);
        assertThat(gateway.requests().newest(1, item -> true).getFirst().status()).isEqualTo(499);
    }
}
