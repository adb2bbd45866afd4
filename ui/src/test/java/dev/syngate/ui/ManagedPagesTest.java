package dev.syngate.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.gateway.Gateway;
import dev.syngate.gateway.GatewayState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The pages that manage the gateway, worked through as a person does, with a picture of each.
@Timeout(120)
class ManagedPagesTest {
    @RegisterExtension private final OpenPages pages = new OpenPages();
    private Gateway gateway;
    private PageScene scene;
    private Parts on;

    @BeforeEach
    void open() {
        gateway = pages.gateway();
        scene = pages.scene();
        on = pages.on();
    }

    @Test
    void aGroupShowsWhatItsMultiplierMeans() {
        scene.page("groups", "Standard");
        scene.press("New group");
        scene.type("Name", "Team");
        scene.type("Multiplier", "0.5");
        scene.until("the example", () -> on.shows("list and 0.5×"));
        scene.take("group-create");
        scene.press("Save");
        scene.until("the group", () -> gateway.groups().find("Team") != null);
        scene.until("its row", () -> on.shows("Team"));
        scene.select("Team");
        scene.take("groups");
        scene.page("models", "sandbox/reasoner");
        scene.until(
                "the groups to choose from",
                () -> on.first(ComboBox.class, ".page-head .combo-box").getItems().size() == 2);
        scene.take("models-standard");
        Fx.run(() ->
                on.first(ComboBox.class, ".page-head .combo-box").getSelectionModel().select(1));
        scene.until("the group's prices", () -> on.shows("$7.50 / $30.00"));
    }

    @Test
    void pricesAreImportedAfterTheirChangesWereShown() {
        scene.page("models", "sandbox/reasoner");
        scene.press("Import prices");
        Fx.run(() ->
                on.first(TextArea.class, ".form .text-area")
                        .setText("id,input,output\nacme/large,2.5,10\n"));
        scene.press("Show changes");
        scene.until("the change", () -> on.shows("acme/large"));
        scene.take("models-import");
        assertThat(gateway.models().find("acme/large")).isNull();
        scene.press("Apply");
        scene.until("the model", () -> gateway.models().find("acme/large") != null);
        scene.until("its row", () -> on.shows("acme/large"));
        scene.select("acme/large");
        scene.take("models");
        assertThat(gateway.management().get("models", "acme/large").path("input").asString(""))
                .isEqualTo("2.5");
        gateway.management()
                .post(Map.of("id", "acme/new", "routes", java.util.List.of("Sandbox")), "models");
    }

    @Test
    void anAccountIsToppedUpAndTheLedgerAddsUp() {
        scene.page("balance", "Local");
        scene.press("New account");
        scene.type("Account", "Studio Nord");
        scene.press("Save");
        scene.until("the account", () -> on.shows("Studio Nord"));
        scene.select("Studio Nord");
        scene.press("Top up");
        scene.type("Amount in dollars", "25");
        scene.take("balance-post");
        scene.press("Book");
        scene.until("the money", () -> on.shows("+$25.00"));
        scene.take("balance");
        scene.press("Check the ledger");
        scene.until("the sum", () -> on.shows("add up"));
        assertThat(
                        gateway.ledger()
                                .balance(gateway.accounts().get("Studio Nord"))
                                .entries()
                                .dollars())
                .isEqualTo("25");
    }

    @Test
    void theFirstStepsLeadToAnAnswerAndAKey() {
        scene.page("providers", "Sandbox");
        Fx.run(() -> scene.window().welcome());
        scene.until("the first step", () -> on.shows("Add a provider"));
        assertThat(Fx.call(() -> on.button("Continue").isDisabled())).isTrue();
        scene.press("Try without a key");
        scene.until("the check", () -> !on.button("Continue").isDisabled());
        scene.take("first-run-provider");
        scene.press("Continue");
        scene.until("the answer", () -> on.shows(" out"));
        scene.take("first-run-hello");
        scene.press("Continue");
        scene.until("the key", () -> !gateway.keys().list().isEmpty() && on.shows("Base URL"));
        scene.take("first-run-connect");
        scene.press("Done");
        assertThat(Fx.call(() -> on.shows("Connect a tool"))).isFalse();
        assertThat(Fx.call(() -> scene.window().preferences().welcomed())).isTrue();
    }

    @Test
    void theSettingsOfTheGatewayAreKept() throws Exception {
        scene.page("settings", "Accent colour");
        scene.take("settings");
        Fx.run(() -> window().preferences().zoomBy(2));
        assertThat(Fx.call(() -> window().preferences().zoomProperty().get())).isEqualTo(120);
        Fx.run(() -> window().preferences().zoomBy(0));
        Fx.run(() -> window().content().open("settings", "server"));
        scene.shows("Gateway running");
        scene.take("settings-server");
        int port = freePort();
        Fx.run(() -> on.first(TextField.class, ".settings .text-field").setText("" + port));
        scene.press("Apply");
        scene.until("the new port", () -> gateway.state().toString().contains(":" + port));
        assertThat(gateway.management().get("settings").path("port").asInt()).isEqualTo(port);
        scene.press("Pause");
        scene.until("the pause", () -> gateway.state() instanceof GatewayState.Paused);
        scene.shows("Paused");
        scene.take("settings-paused");
        scene.press("Resume");
        scene.shows("Gateway running");
        Fx.run(() -> window().content().open("settings", "diagnostics"));
        scene.press("Check now");
        scene.shows("entries add up");
        scene.take("settings-diagnostics");
    }

    @Test
    void aRuleLeadsANameToAModelAndTheWayIsShown() {
        String model = gateway.models().list().getFirst().id();
        gateway.models()
                .addRoute("sandbox-echo", gateway.providers().get("Sandbox"), "sandbox-echo");
        scene.page("models", model);
        scene.press("Rules");
        scene.type("Name, with * for any characters", "gpt-4*");
        scene.type("Model, or provider/model", "sandbox-echo");
        scene.press("Add the rule");
        scene.until("the rule", () -> gateway.models().map().list().size() == 1);
        scene.press("Rules");
        scene.type("Try a name", "gpt-4o");
        scene.press("Show the way");
        scene.shows("by the rule gpt-4*");
        scene.shows("the only one");
        scene.take("models-rules");
    }

    private SyngateWindow window() {
        return scene.window();
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }

    @Test
    void thePaletteGoesToAPageByItsName() {
        scene.page("keys", "No API keys yet");
        scene.key(KeyCode.K, true);
        scene.take("palette");
        Fx.run(() -> {
            TextField words = on.first(TextField.class, ".palette .text-field");
            words.setText("grou");
        });
        scene.keyOn(TextField.class, ".palette .text-field", KeyCode.ENTER);
        assertThat(Fx.call(() -> scene.window().content().openPage())).isEqualTo("groups");
    }
}
