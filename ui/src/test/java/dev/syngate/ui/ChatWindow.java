package dev.syngate.ui;

import dev.syngate.gateway.Gateway;
import dev.syngate.history.Conversation;
import dev.syngate.money.Money;
import dev.syngate.provider.Provider.Protocol;
import dev.syngate.requestlog.RequestRecord;
import dev.syngate.ui.theme.ThemeChoice;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/// The chat on the screen, over a gateway whose provider says what a test tells it.
record ChatWindow(
        Gateway gateway, ScriptedProvider provider, SyngateWindow window, Stage stage, Parts on)
        implements AutoCloseable {
    private static final double WIDTH = 1280;
    private static final double HEIGHT = 860;
    private static final FxRobot ROBOT = new FxRobot();

    /// @param models what the provider serves
    static ChatWindow open(
            Path folder, ThemeChoice theme, ScriptedProvider.Script script, String... models)
            throws Exception {
        Gateway gateway = Windows.gateway(folder);
        ScriptedProvider provider = new ScriptedProvider(script);
        provider.serveTo(gateway, Protocol.OPENAI_CHAT, models);
        return over(gateway, provider, folder, theme);
    }

    static ChatWindow over(
            Gateway gateway, ScriptedProvider provider, Path folder, ThemeChoice theme)
            throws Exception {
        FxToolkit.registerPrimaryStage();
        SyngateWindow window = Windows.window(gateway, folder, theme);
        ChatWindow chat =
                Fx.call(() -> {
                    Stage stage = new Stage();
                    stage.setWidth(WIDTH);
                    stage.setHeight(HEIGHT);
                    window.show(stage, () -> {});
                    window.content().open("chat");
                    return new ChatWindow(
                            gateway, provider, window, stage, new Parts(window.scene()));
                });
        chat.untilFocused();
        return chat;
    }

    private void untilFocused() {
        Fx.until("focus", () -> window.scene().getFocusOwner() instanceof TextArea);
    }

    /// An event of an answer with text in one of the fields of a delta.
    static String delta(String field, String text) {
        return "{\"choices\":[{\"index\":0,\"delta\":{\"" + field + "\":\"" + text + "\"}}]}";
    }

    /// Ends an answer, and tells what it took.
    static void end(ScriptedProvider.Stream stream, int input, int output) throws Exception {
        stream.event(
                "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":"
                        + input
                        + ",\"completion_tokens\":"
                        + output
                        + "}}");
        stream.event("[DONE]");
    }

    TextArea input() {
        return on.first(TextArea.class, ".message-input");
    }

    /// Sends a message as a person does who has it in the clipboard.
    void send(String message) {
        Fx.run(() -> {
            input().requestFocus();
            input().setText(message);
        });
        ROBOT.push(KeyCode.ENTER);
    }

    /// Asks a model something in the conversation that is open.
    void ask(String model, String question) {
        send("@" + model);
        send(question);
    }

    /// Asks a model something in a new conversation.
    void askAnew(String model, String question) {
        Fx.run(() -> on.button("New chat").fire());
        untilFocused();
        ask(model, question);
    }

    void untilShown(String words) {
        Fx.until(words, () -> on.shows(words));
    }

    /// Waits until as many answers have ended.
    void untilEnded(int answers) {
        Fx.until("the end of " + answers, () -> on.all(Node.class, ".settled").size() == answers);
    }

    /// The conversation that was said something in last, as it was written.
    Conversation kept() {
        return gateway.conversations().find(gateway.conversations().list().getFirst().id());
    }

    /// What the newest requests were charged, when there are as many records.
    Money charged(int requests) {
        Fx.until("the records", () -> records().size() == requests);
        Money sum = Money.ZERO;
        for (RequestRecord request : records()) {
            sum = sum.plus(request.receipt().charged());
        }
        return sum;
    }

    private List<RequestRecord> records() {
        return gateway.requests().newest(99, all -> true);
    }

    void take(String name, ThemeChoice theme) {
        Screens.take(
                window.scene(), WIDTH, HEIGHT, name + "-" + theme.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public void close() throws TimeoutException {
        Fx.run(stage::close);
        FxToolkit.cleanupStages();
        gateway.close();
        provider.close();
    }
}
