package dev.syngate.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.call.Capability;
import dev.syngate.gateway.Gateway;
import dev.syngate.provider.Provider.Protocol;
import dev.syngate.routing.Model;
import dev.syngate.routing.Traits;
import dev.syngate.ui.theme.ThemeChoice;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.PopupWindow;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxRobot;

/// One question asked of several models, by keyboard.
@Timeout(120)
class ChatCompareTest {
    private static final String ANSWER =
            "**Paged reads** keep the export flat in memory. Read a few hundred rows, write them, and let go of them before the next page:\\n\\n```sql\\nSELECT * FROM orders WHERE id > ? ORDER BY id LIMIT 500\\n```\\n\\n- the key is the cursor\\n- no page is read twice";

    @TempDir private Path folder;
    private final FxRobot robot = new FxRobot();
    private final CountDownLatch enough = new CountDownLatch(1);
    private ChatWindow chat;
    private Parts on;

    private void open(ThemeChoice theme) throws Exception {
        Gateway gateway = Windows.gateway(folder);
        ScriptedProvider provider = new ScriptedProvider(this::answer);
        provider.serveTo(gateway, Protocol.OPENAI_CHAT, "quick", "deep", "slow");
        Model deep = gateway.models().find("deep");
        Set<Capability> able =
                Set.of(Capability.VISION, Capability.FILES, Capability.TOOLS, Capability.REASONING);
        gateway.models()
                .set(deep.withTraits(new Traits(null, able, Set.of())).withContext(200_000L));
        chat = ChatWindow.over(gateway, provider, folder, theme);
        on = chat.on();
    }

    @AfterEach
    void close() throws Exception {
        enough.countDown();
        chat.close();
    }

    private void answer(ScriptedProvider.Stream stream) throws Exception {
        String asked = stream.asked();
        if (asked.contains("\"deep\"")) {
            stream.event(
                    ChatWindow.delta(
                            "reasoning_content", "First I look at how the rows are read."));
        }
        stream.event(ChatWindow.delta("content", ANSWER));
        if (asked.contains("\"slow\"")) {
            enough.await();
        }
        ChatWindow.end(stream, 17, 63);
    }

    private void alsoAsk(String model) {
        Fx.run(() -> on.button("Compare with another model").fire());
        Fx.until("the picker", () -> Window.getWindows().stream().anyMatch(this::isPicker));
        robot.write(model).push(KeyCode.ENTER);
        Fx.until("the chip of " + model, () -> on.has(Button.class, ".attachment .button"));
    }

    private boolean isPicker(Window one) {
        return one instanceof PopupWindow
                && one.isShowing()
                && one.getScene().getFocusOwner() instanceof TextField field
                && field.isFocused();
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void severalModelsAnswerSideBySideUntilOneIsChosen(ThemeChoice theme) throws Exception {
        open(theme);
        chat.send("@quick");
        alsoAsk("deep");
        alsoAsk("slow");
        chat.send("How is a table exported");
        Fx.until("two ends", () -> ended() == 2);
        assertThat(chat.kept().title()).isEqualTo("How is a table exported");
        chat.take("chat-compare", theme);
        Fx.run(() -> on.button("Stop the answer of slow").fire());
        Fx.until("three ends", () -> ended() == 3);
        assertThat(Fx.call(() -> on.shows("Interrupted"))).isTrue();
        assertThat(chat.kept().charged()).isEqualTo(chat.charged(3));
        Fx.run(() -> on.button("Continue with the answer of deep").fire());
        Fx.until("the branch", () -> on.shows("2/3"));
        assertThat(Fx.call(() -> on.has(Node.class, ".compared"))).isFalse();
        chat.send("and then");
        Fx.until("the second answer", () -> chat.kept().exchanges().size() == 4);
        assertThat(chat.kept().exchanges().get(3).model()).isEqualTo("deep");
        assertThat(chat.kept().exchanges().get(3).after()).isEqualTo(1);
    }

    private long ended() {
        return on.all(Button.class, ".compared .button").stream()
                .filter(button -> "Continue with this".equals(button.getText()))
                .filter(Node::isVisible)
                .count();
    }
}
