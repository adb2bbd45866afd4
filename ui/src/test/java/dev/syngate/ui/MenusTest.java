package dev.syngate.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.gateway.Gateway;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextField;
import javafx.scene.image.WritableImage;
import javafx.stage.PopupWindow;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Menus and popovers of a window on the screen stand where they belong.
@Timeout(120)
class MenusTest {
    @TempDir private Path folder;
    private Gateway gateway;
    private Windows.Shown shown;
    private Parts on;

    @BeforeEach
    void open() throws Exception {
        gateway = Windows.gateway(folder);
        shown = Windows.show(gateway, folder, 960, 700);
        on = new Parts(shown.window().scene());
    }

    @AfterEach
    void close() throws Exception {
        shown.close();
        gateway.close();
    }

    private static Bounds onScreen(Node node) {
        return node.localToScreen(node.getLayoutBounds());
    }

    /// What a popup shows, without its shadow.
    private static Bounds contentOf(PopupWindow popup) {
        return onScreen(popup.getScene().getRoot().getChildrenUnmodifiable().getFirst());
    }

    private static Node content(PopupWindow popover) {
        return popover.getScene().getRoot().lookup(".addresses");
    }

    private static List<PopupWindow> popups() {
        return Window.getWindows().stream()
                .filter(PopupWindow.class::isInstance)
                .map(PopupWindow.class::cast)
                .toList();
    }

    private Bounds inside() {
        Stage stage = shown.stage();
        return new BoundingBox(
                stage.getX() + stage.getScene().getX(),
                stage.getY() + stage.getScene().getY(),
                stage.getScene().getWidth(),
                stage.getScene().getHeight());
    }

    @Test
    void everyMenuOpensBesideItsButtonAndInsideOfTheWindowAlsoTheSecondTime() {
        List<String> wrong = new ArrayList<>();
        for (String page : Fx.call(() -> shown.window().content().pageIds())) {
            Fx.run(() -> shown.window().content().open(page));
            Fx.until(page, () -> !on.all(MenuButton.class, ".menu-button").isEmpty());
            for (MenuButton menu : Fx.call(() -> on.all(MenuButton.class, ".menu-button"))) {
                for (int time = 1; time <= 2; time++) {
                    String name = page + " " + menu.getAccessibleText() + " " + time;
                    Fx.run(menu::show);
                    Fx.until(name, () -> !menu.isVisible() || !popups().isEmpty());
                    wrong.addAll(Fx.call(() -> misplaced(name, menu)));
                    Fx.run(menu::hide);
                    Fx.until(name, () -> popups().isEmpty());
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private List<String> misplaced(String name, MenuButton button) {
        List<String> wrong = new ArrayList<>();
        for (PopupWindow popup : popups()) {
            if (popup instanceof ContextMenu) {
                Bounds menu = contentOf(popup);
                Bounds owner = onScreen(button);
                double overlap =
                        Math.min(menu.getMaxY(), owner.getMaxY())
                                - Math.max(menu.getMinY(), owner.getMinY());
                if (overlap > 1 && menu.intersects(owner)) {
                    wrong.add(name + " stands over its button: " + menu + " " + owner);
                }
                if (menu.getMaxX() > inside().getMaxX() + 1 || menu.getMinX() < -1) {
                    wrong.add(name + " leaves the window: " + menu + " " + inside());
                }
            }
        }
        return wrong;
    }

    @Test
    void allAboutTheGatewayOpensBelowItsButton() {
        Button more = Fx.call(() -> on.first(Button.class, ".gateway-pill .more"));
        for (int time = 1; time <= 2; time++) {
            Fx.run(more::fire);
            Fx.until("the popover", () -> !popups().isEmpty());
            int[] looks = {0};
            Fx.until("its place", () -> looks[0]++ > 5);
            Bounds popover = Fx.call(() -> onScreen(content(popups().getFirst())));
            Bounds button = Fx.call(() -> onScreen(more));
            assertThat(popover.getMinY()).isBetween(button.getMaxY(), button.getMaxY() + 32);
            assertThat(button.getCenterX()).isBetween(popover.getMinX(), popover.getMaxX());
            assertThat(popover.getMaxX()).isLessThanOrEqualTo(inside().getMaxX());
            Fx.run(more::fire);
            Fx.until("it is closed", () -> popups().isEmpty());
        }
    }

    @Test
    void selectedTextIsSeenInBothLooks() {
        for (var theme : dev.syngate.ui.theme.ThemeChoice.values()) {
            Fx.run(() -> {
                shown.window().preferences().themeProperty().set(theme);
                shown.window().content().open("keys");
            });
            Fx.until("the search", () -> on.has(TextField.class, ".small-field"));
            TextField search = Fx.call(() -> on.first(TextField.class, ".small-field"));
            WritableImage plain =
                    Fx.call(() -> {
                        search.setText("selected words");
                        search.requestFocus();
                        search.deselect();
                        return search.snapshot(null, null);
                    });
            WritableImage selected =
                    Fx.call(() -> {
                        search.selectAll();
                        return search.snapshot(null, null);
                    });
            assertThat(different(plain, selected)).as(theme.name()).isGreaterThan(500);
        }
    }

    /// How many pixels are clearly different.
    private static long different(WritableImage one, WritableImage other) {
        long count = 0;
        for (int x = 0; x < one.getWidth(); x++) {
            for (int y = 0; y < one.getHeight(); y++) {
                var before = one.getPixelReader().getColor(x, y);
                var after = other.getPixelReader().getColor(x, y);
                double apart =
                        Math.abs(before.getRed() - after.getRed())
                                + Math.abs(before.getGreen() - after.getGreen())
                                + Math.abs(before.getBlue() - after.getBlue());
                count += apart > 0.1 ? 1 : 0;
            }
        }
        return count;
    }
}
