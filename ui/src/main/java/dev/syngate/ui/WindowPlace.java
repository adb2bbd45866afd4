package dev.syngate.ui;

import java.util.Optional;
import java.util.regex.Pattern;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;

/// Where a window is, and how large.
record WindowPlace(double x, double y, double width, double height) {
    private static final Pattern FORM = Pattern.compile("(-?\\d{1,5} ){2}\\d{1,5} \\d{1,5}");

    static WindowPlace of(Stage stage) {
        return new WindowPlace(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight());
    }

    /// So much of the title bar stays on a screen, in pixels, that a hand can take it.
    private static final double GRIP = 120;

    /// The place that was written down, with its title bar in reach; nothing where it is none, or
    /// on no screen of today.
    static Optional<WindowPlace> of(String text) {
        if (!FORM.matcher(text).matches()) {
            return Optional.empty();
        }
        String[] parts = text.split(" ");
        WindowPlace place =
                new WindowPlace(
                        Double.parseDouble(parts[0]),
                        Double.parseDouble(parts[1]),
                        Double.parseDouble(parts[2]),
                        Double.parseDouble(parts[3]));
        return Screen.getScreensForRectangle(place.x, place.y, place.width, place.height).stream()
                .findFirst()
                .map(screen -> place.within(screen.getVisualBounds()));
    }

    private WindowPlace within(Rectangle2D screen) {
        double left = screen.getMinX() + GRIP - width;
        double right = Math.max(left, screen.getMaxX() - GRIP);
        double bottom = Math.max(screen.getMinY(), screen.getMaxY() - GRIP);
        return new WindowPlace(
                Math.clamp(x, left, right), Math.clamp(y, screen.getMinY(), bottom), width, height);
    }

    /// In the middle of the main screen, never larger than it.
    static WindowPlace centred(double width, double height) {
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        double fitting = Math.min(width, screen.getWidth());
        double high = Math.min(height, screen.getHeight());
        return new WindowPlace(
                screen.getMinX() + (screen.getWidth() - fitting) / 2,
                screen.getMinY() + (screen.getHeight() - high) / 2,
                fitting,
                high);
    }

    void put(Stage stage) {
        stage.setX(x);
        stage.setY(y);
        stage.setWidth(width);
        stage.setHeight(height);
    }

    String text() {
        return "%d %d %d %d"
                .formatted(Math.round(x), Math.round(y), Math.round(width), Math.round(height));
    }
}
