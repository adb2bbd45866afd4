package dev.syngate.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.gateway.Gateway;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.texts.Texts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;

/// Every text of the window comes from the bundles, and in the smallest window every button can be
/// read.
@Timeout(120)
class PseudoLocaleTest {
    private static final double WIDTH = 880;
    private static final double HEIGHT = 560;

    /// Names of things, of keys on the keyboard and of languages: the same in every language.
    private static final Pattern NAMES =
            Pattern.compile(
                    "Syngate|CSV|\\w{3} \\d{1,2}|[a-z]+/.*|Ctrl.*|Maria|Local|Standard.*|Sandbox.*|sandbox/.*|Studio Nord.*|http.*"
                            + "|English|Tiếng Việt|中文|sk-syn-.*|curl|/.*|.*\\.zip.*|MiB|gpt-.*"
                            + "|status:.*|[0-9.]+ ?[A-Za-z]{1,2}");

    private static final Pattern WORD = Pattern.compile("\\p{L}{3,}");

    @TempDir private Path folder;
    private Gateway gateway;
    private PageScene scene;

    @BeforeAll
    static void startToolkit() throws Exception {
        FxToolkit.registerPrimaryStage();
    }

    @BeforeEach
    void open() {
        gateway = Windows.gateway(folder);
        scene =
                PageScene.of(
                        gateway,
                        folder,
                        java.time.InstantSource.system(),
                        locale -> Texts.in(locale).spokenWith(text -> "⟦" + text + "⟧"));
        scene.resize(WIDTH, HEIGHT);
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void noTextIsHardCodedAndNoButtonIsCut() {
        List<String> wrong = new ArrayList<>();
        for (String page : Fx.call(() -> scene.window().content().pageIds())) {
            Fx.run(() -> scene.window().content().open(page));
            scene.until(page, () -> !scene.on().all(Label.class, ".label").isEmpty());
            scene.takeOnce("pseudo-" + page);
            wrong.addAll(Fx.call(() -> wrongOn(page)));
        }
        for (String section : List.of("server", "records", "backups", "diagnostics")) {
            Fx.run(() -> scene.window().content().open("settings", section));
            wrong.addAll(Fx.call(() -> wrongOn("settings/" + section)));
        }
        for (String page : List.of("keys", "providers", "models", "groups", "balance")) {
            Fx.run(() -> scene.window().content().open(page));
            scene.key(KeyCode.N, true);
            wrong.addAll(Fx.call(() -> wrongOn(page + "/new")));
            Fx.run(() -> scene.window().content().afterLeaving(() -> {}));
        }
        assertThat(wrong).isEmpty();
    }

    private List<String> wrongOn(String page) {
        List<String> wrong = new ArrayList<>();
        for (Labeled one : scene.on().all(Labeled.class, "*")) {
            String text = Objects.requireNonNullElse(one.getText(), "").strip();
            if (text.isEmpty() || !isShown(one)) {
                continue;
            }
            if (WORD.matcher(text).find()
                    && !text.contains("⟦")
                    && !NAMES.matcher(text).matches()) {
                wrong.add(page + ": not from the bundles: " + text);
            }
            // a name may be as long as it likes: its ellipsis and its full text on hover are for it
            if (one instanceof ButtonBase
                    && !(one instanceof MenuButton)
                    && !NAMES.matcher(text).matches()
                    && Labels.isCut(one)) {
                wrong.add(page + ": cut: " + text);
            }
            if (one instanceof ButtonBase && isOutside(one)) {
                wrong.add(page + ": outside of the window: " + text);
            }
        }
        for (TextInputControl one : scene.on().all(TextInputControl.class, "*")) {
            String prompt = Objects.requireNonNullElse(one.getPromptText(), "");
            if (isShown(one)
                    && WORD.matcher(prompt).find()
                    && !prompt.contains("⟦")
                    && !NAMES.matcher(prompt).matches()) {
                wrong.add(page + ": not from the bundles: " + prompt);
            }
        }
        return wrong;
    }

    private static boolean isOutside(Region one) {
        Bounds place = one.localToScene(one.getLayoutBounds());
        return place.getMinX() < -1 || place.getMaxX() > WIDTH + 1;
    }

    private static boolean isShown(Node node) {
        for (Node one = node; one != null; one = one.getParent()) {
            if (!one.isVisible()) {
                return false;
            }
        }
        return true;
    }
}
