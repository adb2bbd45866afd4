package dev.syngate.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.ui.theme.Theme;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Scene;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.StackPane;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.api.FxToolkit;

/// Emoji are drawn, whatever fonts the machine has.
class EmojiTest {
    private static final String NO_CHARACTER = "\uDBFF\uDFFD";

    @BeforeAll
    static void start() throws Exception {
        FxToolkit.registerPrimaryStage();
        Fx.run(Theme::loadFonts);
    }

    private static List<Integer> drawn(String text) {
        return Fx.call(() -> {
            Text node = new Text(text);
            node.setFont(Font.font("Inter Tabular", 24));
            WritableImage image = new Scene(new StackPane(node), 100, 40).snapshot(null);
            PixelReader pixels = image.getPixelReader();
            List<Integer> found = new ArrayList<>();
            for (int at = 0; at < 100 * 40; at++) {
                found.add(pixels.getArgb(at % 100, at / 100));
            }
            return found;
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"😀", "🚀", "✅", "👩‍💻", "🇻🇳", "🫠"})
    void anEmojiIsNoBox(String emoji) {
        assertThat(drawn(emoji)).isNotEqualTo(drawn(NO_CHARACTER)).isNotEqualTo(drawn(""));
    }

    @Test
    void whatOnlyChoosesTheFormIsNotDrawn() {
        assertThat(drawn("❤️")).isEqualTo(drawn("❤"));
    }
}
