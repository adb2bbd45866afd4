package dev.syngate.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.gateway.Gateway;
import dev.syngate.gateway.GatewaySettings;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.texts.Texts;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;

/// The tables of all pages, with what a week of calls left behind.
@Timeout(120)
class TablesTest {
    private static final List<String> PAGES =
            List.of("keys", "providers", "models", "groups", "balance", "requests");

    @TempDir private Path folder;
    private final Traffic traffic = new Traffic();

    @BeforeAll
    static void startToolkit() throws Exception {
        FxToolkit.registerPrimaryStage();
    }

    @Test
    void allColumnsStayBesideAnInspectorInAWideWindowAndNoTitleIsCutInAnyLanguage() {
        try (Gateway gateway =
                Gateway.open(
                        GatewaySettings.of(folder).listeningOn("127.0.0.1", 0).in(ZoneOffset.UTC),
                        traffic)) {
            gateway.start();
            traffic.fill(gateway);
            PageScene scene = PageScene.of(gateway, folder, traffic, Texts::in);
            for (double[] size : new double[][] {{1920, 1080}, {1280, 800}, {880, 560}}) {
                scene.resize(size[0], size[1]);
                for (Locale language : Texts.LANGUAGES) {
                    scene.language(language);
                    PAGES.forEach(page -> look(scene, page, size[0] == 1920));
                }
            }
        }
    }

    private static void look(PageScene scene, String page, boolean wide) {
        Fx.run(() -> scene.window().content().open(page));
        scene.until(page, () -> !table(scene).getItems().isEmpty());
        List<String> before = Fx.call(() -> shown(scene));
        assertThat(cut(scene)).as(page).isEmpty();
        Fx.run(() -> table(scene).getSelectionModel().clearAndSelect(0));
        scene.until("the inspector", () -> isInspecting(scene));
        assertThat(cut(scene)).as(page + " inspected").isEmpty();
        if (wide) {
            assertThat(Fx.call(() -> shown(scene))).as(page).isEqualTo(before);
        }
        Fx.run(() -> table(scene).getSelectionModel().clearSelection());
    }

    private static TableView<?> table(PageScene scene) {
        return scene.on().first(TableView.class, ".row-table");
    }

    private static boolean isInspecting(PageScene scene) {
        return scene.on().all(Node.class, ".inspector").stream().anyMatch(Node::isVisible);
    }

    private static List<String> shown(PageScene scene) {
        List<String> titles = new ArrayList<>();
        for (TableColumn<?, ?> column : table(scene).getColumns()) {
            if (column.isVisible()) {
                titles.add(column.getText());
            }
        }
        return titles;
    }

    private static List<String> cut(PageScene scene) {
        return Fx.call(() ->
                scene.on().all(Label.class, ".column-header .label").stream()
                        .filter(Labels::isCut)
                        .map(Label::getText)
                        .toList());
    }
}
