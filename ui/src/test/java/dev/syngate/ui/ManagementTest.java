package dev.syngate.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.gateway.Gateway;
import dev.syngate.ui.theme.ThemeChoice;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.image.WritableImage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;

/// The pages that manage the gateway, worked through as a person does, with a picture of each.
@Timeout(120)
class ManagementTest {
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
        gateway = Windows.gateway(folder);
        window = Windows.window(gateway, folder, ThemeChoice.LIGHT);
        Fx.run(this::size);
        on = new Parts(window.scene());
    }

    private void size() {
        window.content().setPrefSize(WIDTH, HEIGHT);
        window.content().resize(WIDTH, HEIGHT);
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    private void page(String id, String shown) {
        Fx.run(() -> window.content().open(id));
        Fx.until(id, () -> pulse() && on.shows(shown));
    }

    private boolean pulse() {
        window.content().pulse();
        return true;
    }

    private void take(String name) {
        for (ThemeChoice theme : new ThemeChoice[] {ThemeChoice.LIGHT, ThemeChoice.DARK}) {
            Fx.run(() -> window.preferences().themeProperty().set(theme));
            WritableImage image =
                    Screens.take(
                            window.scene(),
                            WIDTH,
                            HEIGHT,
                            name + "-" + theme.name().toLowerCase(Locale.ROOT));
            assertThat(image.getWidth()).isEqualTo(WIDTH);
        }
        Fx.run(() -> {
            window.preferences().themeProperty().set(ThemeChoice.LIGHT);
            size();
        });
    }

    private void select(String name) {
        Fx.run(() -> window.content().open(window.content().openPage(), name));
    }

    private void type(String field, String text) {
        Fx.run(() ->
                on.all(dev.syngate.ui.parts.Field.class, ".field").stream()
                        .filter(one -> one.name().equals(field))
                        .flatMap(one -> one.lookupAll(".text-input").stream())
                        .map(TextField.class::cast)
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("no field: " + field))
                        .setText(text));
    }

    private void press(String button) {
        Fx.run(() -> on.button(button).fire());
    }

    @Test
    void aProviderIsAddedCheckedPausedAndRemovedWithUndo() {
        page("providers", "Sandbox");
        take("providers");
        press("Add provider");
        type("Name", "Nobody");
        type("Base URL", "http://127.0.0.1:9/v1");
        take("provider-add");
        press("Add");
        Fx.until("the refusal", () -> on.shows("so it was not added"));
        Fx.run(() ->
                on.first(javafx.scene.control.CheckBox.class, ".form .check-box")
                        .setSelected(false));
        press("Add");
        Fx.until("the row", () -> pulse() && on.shows("Nobody"));
        select("Nobody");
        Fx.until("the inspector", () -> pulse() && on.shows("Not checked since"));
        press("Check now");
        Fx.until("the cause", () -> pulse() && on.shows("nothing answers at its address"));
        take("providers-check");
        press("Pause");
        Fx.until(
                "the pause",
                () -> !gateway.management().get("providers", "Nobody").path("enabled").asBoolean());
        Fx.until(
                "the inspector still", () -> pulse() && on.shows("nothing answers at its address"));
        Fx.run(() ->
                on.first(TableView.class, ".row-table")
                        .fireEvent(
                                new javafx.scene.input.KeyEvent(
                                        javafx.scene.input.KeyEvent.KEY_PRESSED,
                                        "",
                                        "",
                                        javafx.scene.input.KeyCode.DELETE,
                                        false,
                                        false,
                                        false,
                                        false)));
        Fx.until("the toast", () -> on.shows("“Nobody” removed"));
        assertThat(gateway.management().get("providers").size()).isEqualTo(1);
        press("Undo");
        Fx.until("it is back", () -> gateway.management().get("providers").size() == 2);
    }

    @Test
    void aGroupShowsWhatItsMultiplierMeans() {
        page("groups", "Standard");
        press("New group");
        type("Name", "Team");
        type("Multiplier", "0.5");
        Fx.until("the example", () -> on.shows("list and 0.5×"));
        take("group-create");
        press("Save");
        Fx.until("the group", () -> pulse() && gateway.groups().find("Team") != null);
        Fx.until("its row", () -> pulse() && on.shows("Team"));
        select("Team");
        take("groups");
        page("models", "sandbox/reasoner");
        Fx.until(
                "the groups to choose from",
                () -> on.first(ComboBox.class, ".page-head .combo-box").getItems().size() == 2);
        take("models-standard");
        Fx.run(() ->
                on.first(ComboBox.class, ".page-head .combo-box").getSelectionModel().select(1));
        Fx.until("the group's prices", () -> pulse() && on.shows("$7.50 / $30.00"));
    }

    @Test
    void pricesAreImportedAfterTheirChangesWereShown() {
        page("models", "sandbox/reasoner");
        press("Import prices");
        Fx.run(() ->
                on.first(TextArea.class, ".form .text-area")
                        .setText("id,input,output\nacme/large,2.5,10\n"));
        press("Show changes");
        Fx.until("the change", () -> on.shows("acme/large"));
        take("models-import");
        assertThat(gateway.models().find("acme/large")).isNull();
        press("Apply");
        Fx.until("the model", () -> gateway.models().find("acme/large") != null);
        Fx.until("its row", () -> pulse() && on.shows("acme/large"));
        select("acme/large");
        take("models");
        assertThat(gateway.management().get("models", "acme/large").path("input").asString(""))
                .isEqualTo("2.5");
        gateway.management()
                .post(Map.of("id", "acme/new", "routes", java.util.List.of("Sandbox")), "models");
    }

    @Test
    void anAccountIsToppedUpAndTheLedgerAddsUp() {
        page("balance", "Local");
        press("New account");
        type("Account", "Studio Nord");
        press("Save");
        Fx.until("the account", () -> pulse() && on.shows("Studio Nord"));
        select("Studio Nord");
        press("Top up");
        type("Amount in dollars", "25");
        take("balance-post");
        press("Book");
        Fx.until("the money", () -> pulse() && on.shows("+$25.00"));
        take("balance");
        press("Check the ledger");
        Fx.until("the sum", () -> on.shows("add up"));
        assertThat(
                        gateway.ledger()
                                .balance(gateway.accounts().get("Studio Nord"))
                                .entries()
                                .dollars())
                .isEqualTo("25");
    }

    @Test
    void theFirstStepsLeadToAnAnswerAndAKey() {
        page("providers", "Sandbox");
        Fx.run(() -> window.welcome());
        Fx.until("the first step", () -> on.shows("Add a provider"));
        assertThat(Fx.call(() -> on.button("Continue").isDisabled())).isTrue();
        press("Try without a key");
        Fx.until("the check", () -> !on.button("Continue").isDisabled());
        take("first-run-provider");
        press("Continue");
        Fx.until("the answer", () -> pulse() && on.shows(" out"));
        take("first-run-hello");
        press("Continue");
        Fx.until("the key", () -> !gateway.keys().list().isEmpty() && on.shows("Base URL"));
        take("first-run-connect");
        press("Done");
        assertThat(Fx.call(() -> on.shows("Connect a tool"))).isFalse();
        assertThat(Fx.call(() -> window.preferences().welcomed())).isTrue();
    }

    @Test
    void retentionIsKeptAndTheGatewayPausedAndResumed() {
        page("settings", "Retention");
        Fx.until("the days", () -> on.shows("Gateway running"));
        take("settings");
        press("Pause");
        Fx.until("the pause", () -> pulse() && on.shows("Gateway stopped"));
        take("settings-paused");
        press("Resume");
        Fx.until("the address", () -> pulse() && on.shows("Gateway running"));
    }

    @Test
    void thePaletteGoesToAPageByItsName() {
        page("keys", "No API keys yet");
        Fx.run(() ->
                window.content()
                        .fireEvent(
                                new javafx.scene.input.KeyEvent(
                                        javafx.scene.input.KeyEvent.KEY_PRESSED,
                                        "k",
                                        "k",
                                        javafx.scene.input.KeyCode.K,
                                        false,
                                        true,
                                        false,
                                        false)));
        take("palette");
        Fx.run(() -> {
            TextField words = on.first(TextField.class, ".palette .text-field");
            words.setText("grou");
            words.fireEvent(
                    new javafx.scene.input.KeyEvent(
                            javafx.scene.input.KeyEvent.KEY_PRESSED,
                            "",
                            "",
                            javafx.scene.input.KeyCode.ENTER,
                            false,
                            false,
                            false,
                            false));
        });
        assertThat(Fx.call(() -> window.content().openPage())).isEqualTo("groups");
    }
}
