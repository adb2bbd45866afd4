package dev.syngate.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.gateway.Gateway;
import dev.syngate.gateway.GatewaySettings;
import dev.syngate.ui.fx.Background;
import dev.syngate.ui.theme.ThemeChoice;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.TableView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;

/// Renders Overview, Requests and Usage, empty and with a week of traffic.
@Timeout(240)
class TrafficScreensTest {
    private static final double WIDTH = 1280;
    private static final double HEIGHT = 800;
    private static final List<String> PAGES = List.of("overview", "requests", "usage");

    @TempDir private Path folder;
    private final Traffic traffic = new Traffic();
    private Gateway gateway;
    private SyngateWindow window;
    private Parts on;

    @BeforeAll
    static void startToolkit() throws Exception {
        FxToolkit.registerPrimaryStage();
    }

    @BeforeEach
    void open() {
        Locale.setDefault(Locale.ENGLISH);
        gateway =
                Gateway.open(
                        GatewaySettings.of(folder).listeningOn("127.0.0.1", 0).in(ZoneOffset.UTC),
                        traffic);
        gateway.start();
        window =
                Fx.call(() ->
                        new SyngateWindow(
                                gateway,
                                folder,
                                traffic,
                                ZoneOffset.UTC,
                                Background.live(),
                                link -> {}));
        Fx.run(this::size);
        on = new Parts(window.scene());
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    private void size() {
        window.content().setPrefSize(WIDTH, HEIGHT);
        window.content().resize(WIDTH, HEIGHT);
    }

    private void take(String name) {
        for (ThemeChoice theme : List.of(ThemeChoice.LIGHT, ThemeChoice.DARK)) {
            Fx.run(() -> {
                window.preferences().themeProperty().set(theme);
                window.content().pulse();
            });
            take(name + "-" + theme.name().toLowerCase(Locale.ROOT), WIDTH, HEIGHT);
        }
    }

    private void take(String name, double width, double height) {
        assertThat(Screens.take(window.scene(), width, height, name).getWidth()).isEqualTo(width);
    }

    private void page(String page, String shown) {
        Fx.run(() -> window.content().open(page));
        Fx.until(
                "the page " + page,
                () -> {
                    size();
                    window.content().pulse();
                    return on.shows(shown);
                });
    }

    private TableView<?> table() {
        return on.first(TableView.class, ".row-table");
    }

    @Test
    void aNewGatewaySaysWhatToDoNext() {
        page("overview", "Getting started");
        take("overview-empty");
        page("requests", "No requests yet");
        take("requests-empty");
        page("usage", "Nothing was used in this time");
        take("usage-empty");
    }

    @Test
    void aWeekOfTrafficIsShown() {
        traffic.fill(gateway);
        page("overview", "Maria");
        Fx.until("the spending", () -> on.has(javafx.scene.layout.Region.class, ".chart-part"));
        take("overview");
        page("usage", "claude-opus-5-5");
        take("usage");
        page("requests", "gpt-7");
        take("requests-list");
        Fx.run(() -> table().getSelectionModel().select(0));
        take("requests");
        Fx.run(() -> table().getSelectionModel().clearAndSelect(1));
        Fx.until("the advice", () -> on.shows("model_not_found"));
        take("requests-error");
        Fx.run(() -> on.toggle("Errors"));
        Fx.until("the errors", () -> table().getItems().size() == 1);
        take("requests-filtered");
        Fx.run(() -> on.toggle("Expensive"));
        Fx.until("nothing", () -> on.shows("No request matches"));
        take("requests-none");
    }

    @Test
    void thePagesSpeakVietnameseAndChineseInASmallWindow() {
        traffic.fill(gateway);
        for (Locale language : List.of(Locale.of("vi"), Locale.CHINESE)) {
            Fx.run(() -> {
                window.preferences().languageProperty().set(language);
                size();
            });
            for (String page : PAGES) {
                page(page, "claude-opus-5-5");
                take(page + "-" + language.getLanguage(), WIDTH, HEIGHT);
                take(page + "-" + language.getLanguage() + "-small", 880, 560);
            }
        }
    }
}
