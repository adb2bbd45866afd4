package dev.syngate.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.gateway.Gateway;
import dev.syngate.gateway.GatewaySettings;
import dev.syngate.ui.texts.Texts;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.TableView;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;

/// Pictures of every page: empty, with a week of real traffic, and with a store that can't be read;
/// in both looks and two sizes, and filled also in a small window and in every language.
/// `-Dgallery=true` takes them, into `ui/target/screens`.
@EnabledIfSystemProperty(named = "gallery", matches = "true")
@Timeout(600)
class GalleryTest {
    private static final List<String> LISTS =
            List.of("keys", "providers", "models", "groups", "balance", "requests");
    private static final int LOOKS = 12;

    @TempDir private Path folder;
    private final Traffic traffic = new Traffic();

    @BeforeAll
    static void startToolkit() throws Exception {
        FxToolkit.registerPrimaryStage();
    }

    private Gateway open() {
        Locale.setDefault(Locale.ENGLISH);
        Gateway gateway =
                Gateway.open(
                        GatewaySettings.of(folder).listeningOn("127.0.0.1", 0).in(ZoneOffset.UTC),
                        traffic);
        gateway.start();
        return gateway;
    }

    // pages are shown once more after the gateway was closed
    @SuppressWarnings("try")
    @Test
    void everyPageInEveryState() {
        try (Gateway gateway = open()) {
            PageScene scene = PageScene.of(gateway, folder, traffic, Texts::in);
            takeAll(scene, "empty", false);
            traffic.fill(gateway);
            takeAll(scene, "filled", true);
            scene.resize(880, 560);
            pages(scene).forEach(page -> show(scene, page, "small-" + page, true));
            scene.resize(PageScene.WIDTH, PageScene.HEIGHT);
            for (Locale language : Texts.LANGUAGES) {
                scene.language(language);
                String name = language.getLanguage() + "-";
                pages(scene).forEach(page -> show(scene, page, name + page, true));
            }
            scene.language(Locale.ENGLISH);
            gateway.close();
            takeAll(scene, "error", false);
            assertThat(Screens.FOLDER.resolve("error-keys-1920-dark.png")).exists();
        }
    }

    private static List<String> pages(PageScene scene) {
        return Fx.call(() -> scene.window().content().pageIds());
    }

    private static void takeAll(PageScene scene, String state, boolean chosen) {
        for (double[] size : new double[][] {{1280, 800}, {1920, 1080}}) {
            scene.resize(size[0], size[1]);
            String width = "-" + Math.round(size[0]);
            for (String page : pages(scene)) {
                settle(scene, page, chosen);
                scene.take(state + "-" + page + width);
            }
        }
    }

    private static void show(PageScene scene, String page, String name, boolean chosen) {
        settle(scene, page, chosen);
        scene.takeOnce(name);
    }

    /// Opens the page, lets it read what there is, and selects a row in the middle of its list.
    private static void settle(PageScene scene, String page, boolean chosen) {
        Fx.run(() -> scene.window().content().open(page));
        int[] looks = {0};
        scene.until(page, () -> looks[0]++ > LOOKS);
        if (chosen && LISTS.contains(page)) {
            Fx.run(() -> {
                TableView<?> table = scene.on().first(TableView.class, ".row-table");
                table.getSelectionModel().clearAndSelect(table.getItems().size() / 2);
            });
            looks[0] = 0;
            scene.until(page, () -> looks[0]++ > 2);
        }
    }
}
