package dev.syngate.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.gateway.Gateway;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;

/// What pages say while their data can't be read.
@Timeout(120)
class UnreadableStoreTest {
    private static final String TROUBLE = "The newest data could not be read: the store is closed";

    @TempDir private Path folder;

    @BeforeAll
    static void startToolkit() throws Exception {
        FxToolkit.registerPrimaryStage();
    }

    // the pages are looked at after the gateway was closed
    @SuppressWarnings("try")
    @Test
    void everyPageSaysWhyItIsOldAndCanBeAskedToTryAgain() {
        try (Gateway gateway = Windows.gateway(folder)) {
            PageScene scene = PageScene.of(gateway, folder);
            List<String> pages =
                    Fx.call(() -> scene.window().content().pageIds()).stream()
                            .filter(page -> !page.equals("chat"))
                            .toList();
            assertThat(pages).hasSize(9);
            for (String page : pages) {
                Fx.run(() -> scene.window().content().open(page));
                int[] looks = {0};
                scene.until(page, () -> looks[0]++ > 5);
                assertThat(Fx.call(() -> scene.on().shows("could not be read"))).as(page).isFalse();
            }
            gateway.close();
            for (String page : pages) {
                // the first section of the settings is the window's own
                Fx.run(() -> scene.window().content().open(page, "records"));
                scene.shows(TROUBLE);
                scene.press("Try again");
                scene.shows(TROUBLE);
            }
        }
    }
}
