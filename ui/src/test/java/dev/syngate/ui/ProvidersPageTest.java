package dev.syngate.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.StreamSupport;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// The page of providers, worked through as a person does.
@Timeout(120)
class ProvidersPageTest {
    @RegisterExtension private final OpenPages pages = new OpenPages();

    private JsonNode provider(String name) {
        return pages.gateway().management().get("providers", name);
    }

    @Test
    void aProviderIsAddedCheckedPausedAndRemovedWithUndo() {
        PageScene scene = pages.scene();
        scene.page("providers", "Sandbox");
        scene.take("providers");
        scene.press("Add provider");
        scene.type("Name", "Nobody");
        scene.type("Base URL", "http://127.0.0.1:9/v1");
        scene.take("provider-add");
        scene.press("Add");
        scene.shows("so it was not added");
        Fx.run(() -> pages.on().first(CheckBox.class, ".form .check-box").setSelected(false));
        scene.press("Add");
        scene.shows("Nobody");
        scene.select("Nobody");
        scene.shows("Not checked yet");
        scene.press("Check now");
        scene.shows("nothing answers at port 9");
        scene.take("providers-check");
        scene.press("Pause");
        scene.until("the pause", () -> !provider("Nobody").path("enabled").asBoolean());
        scene.shows("nothing answers at port 9");
        scene.keyOn(TableView.class, ".row-table", KeyCode.DELETE);
        scene.shows("“Nobody” removed");
        assertThat(pages.gateway().management().get("providers").size()).isEqualTo(1);
        scene.press("Undo");
        scene.until("it is back", () -> pages.gateway().management().get("providers").size() == 2);
    }

    @Test
    void aModelIsAskedForRealOnlyAfterItsPriceWasSaid() {
        PageScene scene = pages.scene();
        scene.page("providers", "Sandbox");
        scene.select("Sandbox");
        scene.shows("Not checked yet");
        scene.press("Check now");
        scene.shows("shows only a real question");
        scene.take("providers-trial");
        scene.press("Ask it now: at most $0.0008728");
        scene.shows("first token after");
        scene.shows("sandbox/echo was asked for $");
        scene.shows("costs <$0.0001");
        scene.shows("Last tests");
        assertThat(
                        pages.gateway()
                                .management()
                                .get("providers", "Sandbox", "test")
                                .path("history")
                                .valueStream()
                                .map(one -> one.path("model").asString("")))
                .containsExactly("sandbox/echo", "");
        scene.page("requests", "Provider test");
        scene.take("providers-tried");
    }

    @Test
    void aProviderBehindADeploymentIsReachedAsItsFormSaysAndItsModelsAreChosen() throws Exception {
        try (ScriptedProvider azure = new ScriptedProvider(ProvidersPageTest::answerAsAsked)) {
            PageScene scene = pages.scene();
            scene.page("providers", "Sandbox");
            scene.press("Add provider");
            scene.type("Name", "Azure");
            scene.type("Base URL", azure.baseUrl());
            scene.type("API key", "sk-azure");
            Fx.run(() -> pages.on().first(CheckBox.class, ".form .check-box").setSelected(false));
            scene.press("Network, headers and certificates");
            scene.type("Query", "no query");
            scene.type("Header of the key", "api-key");
            scene.type("First byte, seconds", "soon");
            scene.press("Add a header");
            scene.type("Extra headers", "X-Project");
            Fx.run(() -> header(1).setText("blue"));
            Fx.run(() -> pages.on().first(ScrollPane.class, ".form .scroll-pane").setVvalue(1));
            scene.take("provider-network");
            scene.press("Add");
            scene.shows("Seconds, or none");
            scene.type("First byte, seconds", "45");
            assertThat(Fx.call(() -> pages.on().shows("Seconds, or none"))).isFalse();
            scene.press("Add");
            scene.shows("looks like api-version");
            scene.type("Query", "api-version=2024-10-21");
            scene.press("Add");
            scene.shows("Azure");
            assertThat(provider("Azure").path("headers").path("X-Project").asString())
                    .isEqualTo("blue");
            assertThat(provider("Azure").path("first_byte_timeout").asInt()).isEqualTo(45);
            scene.select("Azure");
            scene.until("its menu", () -> hasMenuItem("Choose models…"));
            Fx.run(() -> pages.on().menuItem("Choose models…").fire());
            scene.shows("0 of 3");
            Fx.run(() -> pages.on().first(TextField.class, ".form .text-field").setText("gpt-*"));
            scene.press("Tick all shown");
            scene.shows("2 of 3");
            scene.take("provider-models");
            scene.press("Save");
            scene.until("two models", () -> provider("Azure").path("models").size() == 2);
            assertThat(texts(provider("Azure").path("models")))
                    .containsExactlyInAnyOrder("gpt-4o", "gpt-5");
        }
    }

    @Test
    void whatWasChangedInTheNetworkIsTakenBackByEmptyingIt() {
        pages.gateway()
                .management()
                .post(
                        Map.of(
                                "name", "Far",
                                "base_url", "http://127.0.0.1:9/v1",
                                "query", "a=b",
                                "silence_timeout", "none",
                                "headers", Map.of("X-Api-Token", "let me in"),
                                "proxy", "http://user:secret@127.0.0.1:8"),
                        "providers");
        PageScene scene = pages.scene();
        scene.page("providers", "Far");
        scene.select("Far");
        scene.until("its menu", () -> hasMenuItem("Edit"));
        Fx.run(() -> pages.on().menuItem("Edit").fire());
        scene.press("Network, headers and certificates");
        assertThat(Fx.call(() -> header(1).getText())).isEqualTo("***");
        scene.type("Query", "");
        scene.type("Silence, seconds", "");
        scene.choose(pages.on().combo(Fx.call(() -> scene.field("Proxy"))), "As the system says");
        scene.press("Save");
        scene.until("the change", () -> !provider("Far").hasNonNull("query"));
        assertThat(provider("Far").hasNonNull("silence_timeout")).isFalse();
        assertThat(provider("Far").path("proxy").asString()).isEqualTo("system");
        assertThat(provider("Far").path("headers").path("X-Api-Token").asString()).isEqualTo("***");
    }

    private TextField header(int index) {
        return (TextField)
                pages.scene().field("Extra headers").lookupAll(".text-input").toArray()[index];
    }

    private boolean hasMenuItem(String name) {
        return pages.on().hasMenuItem(name);
    }

    private static void answerAsAsked(ScriptedProvider.Stream stream) throws Exception {
        boolean fits =
                stream.asked().startsWith("/v1/models?api-version=2024-10-21\n")
                        && stream.header("X-Project").equals("blue")
                        && stream.header("api-key").equals("sk-azure");
        stream.whole(
                fits ? 200 : 400,
                fits
                        ? "{\"data\":[{\"id\":\"gpt-4o\"},{\"id\":\"gpt-5\"},{\"id\":\"whisper-1\"}]}"
                        : "{\"error\":{\"message\":\"no\"}}");
    }

    private static Iterable<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(one -> one.asString(""))
                .toList();
    }

    @Test
    void theKeysOfAProviderAreAddedChangedPausedAndRemoved() {
        pages.gateway()
                .management()
                .post(
                        Map.of(
                                "name",
                                "Pool",
                                "base_url",
                                "http://127.0.0.1:9/v1",
                                "api_key",
                                "sk-first"),
                        "providers");
        PageScene scene = pages.scene();
        scene.page("providers", "Pool");
        scene.select("Pool");
        scene.toggle("Keys");
        scene.shows("key-1");
        scene.press("Add key");
        scene.type("API key", "sk-first");
        scene.press("Add");
        scene.shows("the provider has this key already, as \"key-1\"");
        scene.type("API key", "sk-second");
        scene.type("Label", "spare");
        scene.press("Add");
        scene.shows("spare");
        scene.menu("More: spare", "Edit");
        scene.type("Weight", "3");
        scene.press("Save");
        scene.until("its weight", () -> keys().get(1).path("weight").asInt() == 3);
        scene.take("providers-keys");
        scene.menu("More: spare", "Pause");
        scene.shows("Paused");
        assertThat(keys().get(1).path("enabled").asBoolean()).isFalse();
        scene.menu("More: key-1", "Check with this key");
        scene.shows("key-1: ");
        scene.menu("More: key-1", "Remove");
        scene.shows("Remove the key “key-1”?");
        scene.take("confirm");
        scene.press("Remove");
        scene.until("one is left", () -> keys().size() == 1);
    }

    private JsonNode keys() {
        return pages.gateway().management().get("providers", "Pool", "keys");
    }
}
