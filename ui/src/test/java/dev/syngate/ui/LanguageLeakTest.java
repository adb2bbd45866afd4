package dev.syngate.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.gateway.Gateway;
import dev.syngate.ui.texts.Texts;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;

/// A window that is built anew leaves nothing of the old one behind.
@Timeout(120)
class LanguageLeakTest {
    private static final int CHANGES = 50;
    private static final int LOOKS = 20;

    @TempDir private Path folder;

    @BeforeAll
    static void startToolkit() throws Exception {
        FxToolkit.registerPrimaryStage();
    }

    @Test
    void changingTheLanguageFiftyTimesKeepsNoOldFrame() {
        try (Gateway gateway = Windows.gateway(folder)) {
            PageScene scene = PageScene.of(gateway, folder);
            List<WeakReference<Object>> frames = new ArrayList<>();
            List<String> pages = Fx.call(() -> scene.window().content().pageIds());
            for (int i = 0; i < CHANGES; i++) {
                Locale next = Texts.LANGUAGES.get(i % Texts.LANGUAGES.size());
                String page = pages.get(i % pages.size());
                Fx.run(() -> {
                    frames.add(new WeakReference<>(scene.window().content()));
                    scene.window().content().open(page);
                    scene.window().content().pulse();
                    scene.window().preferences().languageProperty().set(next);
                });
            }
            scene.page("keys", "");
            // The frame of now is the one after the last in the list.
            List<String> kept = List.of("not looked yet");
            for (int look = 0; look < LOOKS && !kept.isEmpty(); look++) {
                System.gc();
                Fx.run(() -> scene.window().content().pulse());
                kept =
                        IntStream.range(0, CHANGES)
                                .filter(i -> !frames.get(i).refersTo(null))
                                .mapToObj(i -> pages.get(i % pages.size()))
                                .toList();
            }
            assertThat(kept).as("pages whose old frames are still held").isEmpty();
        }
    }
}
