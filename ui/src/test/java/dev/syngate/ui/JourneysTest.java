package dev.syngate.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.access.ApiKey;
import dev.syngate.access.Group;
import dev.syngate.access.KeyDraft;
import dev.syngate.billing.Account;
import dev.syngate.chat.ChatParameters;
import dev.syngate.gateway.Gateway;
import dev.syngate.gateway.GatewaySettings;
import dev.syngate.gateway.GatewayState;
import dev.syngate.gateway.Installation;
import dev.syngate.gateway.Question;
import dev.syngate.provider.Provider.Protocol;
import dev.syngate.ui.markdown.MarkdownView;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.scene.control.CheckBox;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;

/// Things that people come for, from the first click to what they see at the end.
@Timeout(120)
class JourneysTest {
    @TempDir private Path folder;

    @BeforeAll
    static void startToolkit() throws Exception {
        FxToolkit.registerPrimaryStage();
    }

    private static String key(Gateway gateway, String account) {
        return gateway.keys()
                .create(
                        new KeyDraft(
                                "Maria",
                                account,
                                Group.STANDARD,
                                null,
                                null,
                                ApiKey.Limits.DEFAULT))
                .secret();
    }

    private static int ask(Gateway gateway, String secret) throws Exception {
        return ask(gateway, secret, "sandbox/reasoner");
    }

    private static int ask(Gateway gateway, String secret, String model) throws Exception {
        String address = ((GatewayState.Running) gateway.state()).address();
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(address + "/v1/chat/completions"))
                        .header("Authorization", "Bearer " + secret)
                        .header("Content-Type", "application/json")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "{\"model\":\""
                                                + model
                                                + "\",\"max_tokens\":50,"
                                                + "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}"))
                        .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.discarding()).statusCode();
        }
    }

    /// Lists one model, and answers it with a thought and some words.
    private static void answer(ScriptedProvider.Stream stream) throws Exception {
        if (stream.asked().startsWith("/v1/models")) {
            stream.whole(200, "{\"data\":[{\"id\":\"thinker\"}]}");
            return;
        }
        stream.event(
                "{\"choices\":[{\"index\":0,\"delta\":{\"reasoning_content\":\"Let me see.\"}}]}");
        stream.event("{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Good morning.\"}}]}");
        stream.event(
                "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":1000,\"completion_tokens\":100}}");
        stream.event("[DONE]");
    }

    @Test
    void theFirstRunGoesFromAnAddressToAnAnswerAndAKeyThatWorks() throws Exception {
        try (ScriptedProvider provider = new ScriptedProvider(JourneysTest::answer);
                Gateway gateway = Windows.gateway(folder)) {
            PageScene scene = PageScene.of(gateway, folder);
            scene.page("providers", "Sandbox");
            Fx.run(() -> scene.window().welcome());
            scene.shows("Add a provider");
            Fx.run(() ->
                    scene.on()
                            .first(PasswordField.class, ".password-field")
                            .setText(provider.baseUrl()));
            assertThat(Fx.call(() -> scene.on().first(PasswordField.class, ".password-field")))
                    .returns("", PasswordField::getText)
                    .returns("Its key, if it needs one", PasswordField::getPromptText);
            Fx.run(() ->
                    scene.on().first(PasswordField.class, ".password-field").setText("sk-own"));
            scene.press("Check");
            scene.until("a working provider", () -> !scene.on().button("Continue").isDisabled());
            scene.press("Continue");
            scene.until(
                    "the answer",
                    () ->
                            scene.on().all(MarkdownView.class, ".markdown").stream()
                                    .anyMatch(view -> view.text().contains("Good morning.")));
            assertThat(provider.requests()).anyMatch(asked -> asked.contains("\"thinker\""));
            scene.press("Continue");
            scene.until("the key", () -> !gateway.keys().list().isEmpty());
            scene.press("Done");
            assertThat(gateway.providers().list())
                    .hasSize(2)
                    .anySatisfy(added -> assertThat(added.credentials()).hasSize(1));
        }
    }

    @Test
    void aKeyIsMadeCalledAndItsRequestShowsWhatItCost() throws Exception {
        try (ScriptedProvider provider = new ScriptedProvider(JourneysTest::answer);
                Gateway gateway = Windows.gateway(folder)) {
            provider.serveTo(gateway, Protocol.OPENAI_CHAT, "thinker");
            PageScene scene = PageScene.of(gateway, folder);
            scene.page("keys", "No API keys yet");
            scene.press("New key");
            scene.type("Name", "laptop");
            scene.press("Create key");
            scene.until("the secret", () -> scene.on().has(CheckBox.class, ".check-box"));
            scene.press("Copy key");
            String secret = Fx.call(() -> Clipboard.getSystemClipboard().getString());
            Fx.run(() -> scene.on().first(CheckBox.class, ".check-box").setSelected(true));
            scene.press("Done");
            assertThat(ask(gateway, secret, "thinker")).isEqualTo(200);
            // 1,000 tokens at 2 and 100 at 10 dollars a million
            scene.page("requests", "laptop");
            scene.shows("$0.003000");
            scene.page("keys", "laptop");
            scene.shows("$0.0030");
            scene.page("groups", "Standard");
            scene.select("Standard");
            scene.press("Edit");
            scene.type("Multiplier", "0.5");
            scene.press("Save");
            scene.until(
                    "the new multiplier",
                    () -> gateway.groups().get("Standard").multiplier().text().equals("0.5"));
            assertThat(ask(gateway, secret, "thinker")).isEqualTo(200);
            scene.page("requests", "laptop");
            scene.shows("$0.001500");
        }
    }

    @Test
    void whoHasNoMoneyLeftIsToppedUpAndAnswered() throws Exception {
        try (Gateway gateway = Windows.gateway(folder)) {
            gateway.accounts().add("Studio Nord", Account.Mode.PREPAID);
            String secret = key(gateway, "Studio Nord");
            assertThat(ask(gateway, secret)).isEqualTo(402);
            PageScene scene = PageScene.of(gateway, folder);
            scene.page("requests", "402");
            scene.page("balance", "Studio Nord");
            scene.select("Studio Nord");
            scene.press("Top up");
            scene.type("Amount in dollars", "5");
            scene.press("Book");
            scene.shows("+$5.00");
            assertThat(ask(gateway, secret)).isEqualTo(200);
            scene.page("requests", "200");
        }
    }

    @Test
    void aRotatedKeyWorksAndTheOldSecretStops() throws Exception {
        try (Gateway gateway = Windows.gateway(folder)) {
            String old = key(gateway, Account.LOCAL);
            PageScene scene = PageScene.of(gateway, folder);
            scene.page("keys", "Maria");
            scene.select("Maria");
            scene.until("the inspector", () -> scene.on().shows("Requests per minute"));
            Fx.run(() -> scene.on().menuItem("New secret, the old one ends now").fire());
            scene.until("the secret", () -> scene.on().has(CheckBox.class, ".check-box"));
            // Another page's button does not take the secret away.
            Fx.run(() -> scene.window().content().open("models"));
            assertThat(Fx.call(() -> scene.window().content().openPage())).isEqualTo("keys");
            scene.press("Copy key");
            String secret = Fx.call(() -> Clipboard.getSystemClipboard().getString());
            assertThat(ask(gateway, old)).isEqualTo(401);
            assertThat(ask(gateway, secret)).isEqualTo(200);
            Fx.run(() -> scene.on().first(CheckBox.class, ".check-box").setSelected(true));
            scene.press("Done");
            scene.page("models", "sandbox/reasoner");
        }
    }

    @Test
    void everyColleagueGetsAKeyAtOnce() throws Exception {
        try (Gateway gateway = Windows.gateway(folder)) {
            PageScene scene = PageScene.of(gateway, folder);
            scene.page("keys", "No API keys yet");
            scene.press("For several people…");
            scene.type("Names", "Linh\nTomás, Aiko\n");
            scene.press("Create keys");
            scene.shows("3 keys are ready");
            scene.take("keys-several");
            scene.press("Copy all as CSV");
            String csv = Fx.call(() -> Clipboard.getSystemClipboard().getString());
            List<String> lines = csv.lines().toList();
            assertThat(lines).hasSize(4);
            for (String line : lines.subList(1, 4)) {
                assertThat(ask(gateway, line.substring(line.lastIndexOf(',') + 1))).isEqualTo(200);
            }
            Fx.run(() -> scene.on().first(CheckBox.class, ".check-box").setSelected(true));
            scene.press("Done");
            scene.select("Linh");
            scene.toggle("Limits now");
            // how many is a matter of seconds: the calls of a minute come back one by one
            scene.shows("of 60");
            scene.take("keys-limits");
            scene.toggle("Snippets");
            scene.until(
                    "the snippet",
                    () ->
                            scene.on()
                                    .first(TextArea.class, ".snippet")
                                    .getText()
                                    .contains("/v1/chat/completions"));
            scene.take("keys-snippets");
        }
    }

    @Test
    void aTakenPortIsNamedAndAnotherOneTaken() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = other.getLocalPort();
            GatewaySettings settings = GatewaySettings.of(folder).listeningOn("127.0.0.1", port);
            try (Gateway gateway = Gateway.open(settings, InstantSource.system())) {
                gateway.start();
                PageScene scene = PageScene.of(gateway, folder);
                scene.shows("Port " + port + " is in use by java");
                scene.takeOnce("gateway-port-taken");
                scene.press("Use another port");
                scene.shows("Gateway running");
                assertThat(gateway.port()).isNotEqualTo(port);
                assertThat(gateway.management().get("settings").path("port").asInt())
                        .isEqualTo(gateway.port());
            }
        }
    }

    @Test
    void aRestoredBackupBringsBackWhatWasThere() throws Exception {
        Locale.setDefault(Locale.ENGLISH);
        Path data = folder.resolve("data");
        Path backup = folder.resolve("backup.zip");
        GatewaySettings settings = GatewaySettings.of(data).listeningOn("127.0.0.1", 0);
        InstantSource clock = InstantSource.system();
        Installation installation =
                new Installation(Gateway.open(settings, clock), settings, clock);
        try (installation) {
            installation.gateway().start();
            String secret = key(installation.gateway(), Account.LOCAL);
            installation.gateway().backups().create(backup, false);
            installation.gateway().keys().remove("Maria");
            WindowOfInstallation window =
                    new WindowOfInstallation(installation, clock, ZoneOffset.UTC, link -> {});
            Stage stage = Fx.call(Stage::new);
            Fx.run(() -> {
                window.open(stage, made -> made.show(stage, () -> {}));
                window.now().content().open("settings", "backups");
                window.now().askToRestore(backup);
            });
            Fx.until("what it means", () -> parts(window).shows("Restore this backup?"));
            Fx.run(() -> parts(window).button("Restore").fire());
            Fx.until("the end", () -> parts(window).shows("Restored. The data of before is in"));
            assertThat(installation.gateway().keys().list()).hasSize(1);
            assertThat(ask(installation.gateway(), secret)).isEqualTo(200);
            Fx.run(() -> window.now().content().open("keys"));
            Fx.until("the key", () -> parts(window).shows("Maria"));
            Fx.run(stage::close);
        }
    }

    private static Parts parts(WindowOfInstallation window) {
        return new Parts(window.now().scene());
    }

    @Test
    void everythingWithANameIsFoundWithControlK() {
        try (Gateway gateway = Windows.gateway(folder)) {
            key(gateway, Account.LOCAL);
            PageScene scene = PageScene.of(gateway, folder);
            scene.page("models", "sandbox/reasoner");
            scene.key(javafx.scene.input.KeyCode.K, true);
            Fx.run(() -> scene.on().first(TextField.class, ".palette .text-field").setText("mari"));
            scene.shows("Requests with “mari”");
            scene.shows("Maria");
            scene.take("palette-found");
        }
    }

    @Test
    void aWindowThatClosesWhileAnswersRunFinishesThemFirst() {
        try (Gateway gateway = Windows.gateway(folder)) {
            PageScene scene = PageScene.of(gateway, folder);
            AtomicBoolean closed = new AtomicBoolean();
            assertThat(Fx.call(() -> scene.window().mayClose(() -> closed.set(true)))).isTrue();
            var answer =
                    gateway.chat()
                            .ask(
                                    new Question(
                                            ChatParameters.of("sandbox/reasoner", Group.STANDARD),
                                            List.of(Question.Turn.user("A long one"))));
            scene.shows("1 in flight");
            assertThat(Fx.call(() -> scene.window().mayClose(() -> closed.set(true)))).isFalse();
            scene.shows("1 answer is still running");
            scene.take("closing");
            scene.press("Finish, then close");
            scene.until("the end", closed::get);
            assertThat(answer.progress().phase().hasEnded()).isTrue();
        }
    }
}
