package dev.syngate.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.access.ApiKey;
import dev.syngate.access.Group;
import dev.syngate.access.KeyDraft;
import dev.syngate.billing.Account;
import dev.syngate.billing.HoldResult;
import dev.syngate.billing.LedgerEntry;
import dev.syngate.billing.Quota;
import dev.syngate.billing.Spender;
import dev.syngate.gateway.Gateway;
import dev.syngate.gateway.GatewaySettings;
import dev.syngate.money.Money;
import dev.syngate.money.Multiplier;
import dev.syngate.ui.fx.Background;
import dev.syngate.ui.theme.ThemeChoice;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.paint.Color;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxToolkit;

/// Renders every page, filled and empty, in both looks.
@Timeout(120)
class ScreensTest {
    private static final double WIDTH = 1280;
    private static final double HEIGHT = 800;

    @TempDir private Path folder;
    private Gateway gateway;
    private SyngateWindow window;
    private Parts on;

    @BeforeAll
    static void startToolkit() throws Exception {
        FxToolkit.registerPrimaryStage();
    }

    @BeforeEach
    void open() {
        Locale.setDefault(Locale.ENGLISH);
        gateway =
                Gateway.open(
                        GatewaySettings.of(folder).listeningOn("127.0.0.1", 0),
                        InstantSource.system());
        gateway.start();
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    private void size() {
        window.content().setPrefSize(WIDTH, HEIGHT);
        window.content().resize(WIDTH, HEIGHT);
    }

    private void window(ThemeChoice theme) {
        window =
                Fx.call(() -> {
                    SyngateWindow made =
                            new SyngateWindow(
                                    gateway,
                                    folder,
                                    InstantSource.system(),
                                    ZoneOffset.UTC,
                                    Background.live(),
                                    link -> {});
                    made.preferences().themeProperty().set(theme);
                    return made;
                });
        Fx.run(this::size);
        on = new Parts(window.scene());
    }

    private void take(String name, ThemeChoice theme) {
        Fx.run(() -> window.content().pulse());
        WritableImage image =
                Screens.take(
                        window.scene(),
                        WIDTH,
                        HEIGHT,
                        name + "-" + theme.name().toLowerCase(Locale.ROOT));
        assertThat(image.getWidth()).isEqualTo(WIDTH);
        assertThat(image.getHeight()).isEqualTo(HEIGHT);
        Color page = image.getPixelReader().getColor(640, 790);
        assertThat(page.getBrightness() > 0.5).isEqualTo(theme == ThemeChoice.LIGHT);
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void theChatThinksAndAnswers(ThemeChoice theme) {
        window(theme);
        take("chat-empty", theme);
        ask("How does an answer travel through the gateway?");
        Fx.until("enough thinking", () -> length(".thinking-words .text") > 500);
        take("chat-thinking", theme);
        Fx.until("the answer's end", () -> on.shows("Thought for") && on.shows(" out"));
        take("chat-answer", theme);
        Fx.run(() -> on.button("Parameters").fire());
        take("chat-parameters", theme);
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void theChatShowsWhateverModelsWrite(ThemeChoice theme) {
        gateway.conversations().save(ChatGallery.markdown());
        gateway.conversations().save(ChatGallery.branches());
        gateway.conversations().save(ChatGallery.tools());
        gateway.conversations().save(ChatGallery.draft());
        window(theme);
        Fx.until("the chats", () -> on.all(Button.class, ".conversation").size() == 4);
        openChat("Everything at once");
        take("chat-markdown-end", theme);
        Fx.run(() -> {
            flow().fireEvent(
                            new KeyEvent(
                                    KeyEvent.KEY_PRESSED,
                                    "",
                                    "",
                                    KeyCode.HOME,
                                    false,
                                    false,
                                    false,
                                    false));
            flow().setVvalue(0);
        });
        take("chat-markdown", theme);
        Fx.run(() -> flow().setVvalue(0.4));
        take("chat-markdown-middle", theme);
        openChat("Branches and trouble");
        Fx.run(() -> {
            TextArea input = on.first(TextArea.class, ".message-input");
            input.setText("/");
        });
        take("chat-branches", theme);
        openChat("With a tool");
        Fx.until("the call", () -> on.shows("Called find_weather"));
        Fx.run(() -> on.button("Show the call").fire());
        take("chat-tools", theme);
    }

    private void openChat(String title) {
        Fx.run(() ->
                on.all(Button.class, ".conversation").stream()
                        .filter(line -> title.equals(line.getAccessibleText()))
                        .findFirst()
                        .orElseThrow()
                        .fire());
        Fx.until("the chat", () -> title.equals(on.first(Label.class, ".chat-title").getText()));
    }

    private ScrollPane flow() {
        return on.first(ScrollPane.class, ".message-flow");
    }

    private int length(String selector) {
        return on.all(Text.class, selector).stream().mapToInt(t -> t.getText().length()).sum();
    }

    private void ask(String question) {
        Fx.run(() -> {
            on.first(TextArea.class, ".message-input").setText(question);
            on.button("Send").fire();
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void aFailedAnswerSaysWhyAndWhatToDo(ThemeChoice theme) {
        window(theme);
        Fx.run(() -> on.button("Parameters").fire());
        Fx.run(() -> on.first(TextField.class, ".parameters .text-field").setText("x"));
        ask("Hello?");
        gateway.models().remove("sandbox/reasoner");
        Fx.until("the answer's end", () -> !on.first(Button.class, ".stop").isVisible());
        Fx.run(() -> on.button("Answer again").fire());
        Fx.until("the failure", () -> on.shows("model_not_found"));
        take("chat-error", theme);
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void theKeysAreListedCreatedAndShownOnce(ThemeChoice theme) {
        window(theme);
        Fx.run(() -> window.content().open("keys"));
        Fx.until("the look at the store", () -> on.shows("No API keys yet"));
        take("keys-empty", theme);
        fill();
        Fx.until("the keys", () -> pulse() && rows().size() == 8);
        take("keys-list", theme);
        Fx.run(() -> select("Maria"));
        take("keys", theme);
        Fx.run(() -> {
            table().getSelectionModel().clearSelection();
            on.button("New key").fire();
            fillForm();
        });
        take("key-create", theme);
        Fx.run(() -> on.button("Create key").fire());
        Fx.until("the secret", () -> on.has(CheckBox.class, ".check-box"));
        assertThat(Fx.call(() -> on.button("Done").isDisabled())).isTrue();
        Fx.run(() -> on.first(CheckBox.class, ".check-box").setSelected(true));
        assertThat(Fx.call(() -> on.button("Done").isDisabled())).isFalse();
        take("key-secret", theme);
    }

    @Test
    void theWindowSpeaksVietnameseAndChinese() {
        window(ThemeChoice.LIGHT);
        fill();
        for (Locale language : List.of(Locale.of("vi"), Locale.CHINESE)) {
            Fx.run(() -> {
                window.preferences().languageProperty().set(language);
                size();
                window.content().open("keys");
            });
            Fx.until("the keys", () -> pulse() && rows().size() == 8);
            Fx.run(() -> select("Maria"));
            take("keys-" + language.getLanguage(), ThemeChoice.LIGHT);
        }
    }

    private boolean pulse() {
        window.content().pulse();
        return true;
    }

    private TableView<?> table() {
        return on.first(TableView.class, ".row-table");
    }

    private List<?> rows() {
        return on.has(TableView.class, ".row-table") ? table().getItems() : List.of();
    }

    private void select(String name) {
        int row = 0;
        while (!rows().get(row).toString().contains("name=" + name)) {
            row++;
        }
        table().getSelectionModel().select(row);
    }

    private void fillForm() {
        on.first(TextField.class, ".form .text-field").setText("Priya");
        on.toggle("30 days");
        on.toggle("Amount");
        on.first(TextField.class, ".form .amount").setText("15.00");
        on.first(Button.class, ".fold").fire();
    }

    private void fill() {
        gateway.groups().set(new Group("Team", Multiplier.of("0.5"), List.of(), List.of()));
        gateway.groups().set(new Group("Student", Multiplier.of("0.3"), List.of(), List.of()));
        Account studio = gateway.accounts().add("Studio Nord", Account.Mode.PREPAID);
        gateway.ledger().post(studio, LedgerEntry.Kind.TOP_UP, Money.ofDollars("50"), null);
        key("Old laptop", Account.LOCAL, Group.STANDARD, null, null, "0.8802");
        gateway.keys().disable("Old laptop");
        key("Linh", "Studio Nord", "Team", Duration.ofHours(60), "15", "3.874");
        key("Open WebUI", Account.LOCAL, Group.STANDARD, null, null, "4.3975");
        key("Aiko", "Studio Nord", "Student", Duration.ofDays(27), "2", "2");
        key("Tomás", "Studio Nord", "Team", null, "15", "14.3106");
        key("Maria", "Studio Nord", "Team", Duration.ofDays(71), "15", "6.2051");
        key("Claude Code", Account.LOCAL, Group.STANDARD, null, "40", "23.6812");
    }

    private void key(
            String name,
            String account,
            String group,
            @Nullable Duration life,
            @Nullable String quota,
            String spent) {
        Quota allowed =
                quota == null ? null : new Quota(Money.ofDollars(quota), Quota.Period.MONTH);
        Instant expires = life == null ? null : Instant.now().plus(life);
        ApiKey key =
                gateway.keys()
                        .create(
                                new KeyDraft(
                                        name,
                                        account,
                                        group,
                                        expires,
                                        allowed,
                                        ApiKey.Limits.DEFAULT))
                        .key();
        Money amount = Money.ofDollars(spent);
        Spender spender = new Spender(gateway.accounts().get(account), key.id(), allowed);
        HoldResult.Held held = (HoldResult.Held) gateway.ledger().hold(spender, amount);
        gateway.ledger().settle(held.hold(), amount, "req-" + name, charge -> charge);
    }
}
