package dev.syngate.ui;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Region;
import javax.imageio.ImageIO;

/// Writes pictures of scenes into `target/screens/`.
final class Screens {
    static final Path FOLDER = Path.of("target", "screens");

    private Screens() {}

    /// Renders the scene's content in a scene of its own: one that was rendered before without a
    /// stage would show parts as they were.
    static WritableImage take(Scene scene, double width, double height, String name) {
        WritableImage image =
                Fx.call(() -> {
                    Parent root = scene.getRoot();
                    // what a scroll pane has cached is not drawn anew without a stage
                    root.lookupAll(".viewport").forEach(node -> node.setCache(false));
                    scene.setRoot(new Region());
                    Scene fresh = new Scene(root, width, height);
                    fresh.getStylesheets().setAll(scene.getStylesheets());
                    fresh.snapshot(null);
                    WritableImage taken = fresh.snapshot(null);
                    fresh.setRoot(new Region());
                    scene.setRoot(root);
                    return taken;
                });
        write(image, name);
        return image;
    }

    private static void write(WritableImage image, String name) {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        BufferedImage copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        PixelReader pixels = image.getPixelReader();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                copy.setRGB(x, y, pixels.getArgb(x, y));
            }
        }
        try {
            Files.createDirectories(FOLDER);
            ImageIO.write(copy, "png", FOLDER.resolve(name + ".png").toFile());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
