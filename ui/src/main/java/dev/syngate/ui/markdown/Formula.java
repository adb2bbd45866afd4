package dev.syngate.ui.markdown;

import dev.syngate.ui.parts.Boxes;
import java.awt.AWTError;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.scilab.forge.jlatexmath.TeXConstants;
import org.scilab.forge.jlatexmath.TeXFormula;
import org.scilab.forge.jlatexmath.TeXIcon;

/// A formula drawn in the colour of the text around it.
final class Formula extends Region {
    private static final float SIZE = 16;
    private static final int SCALE = 2;
    private static final int LONGEST = 5_000;
    private static final double WIDEST = 4_000;
    private final double baseline;

    private Formula(String latex, WritableImage mask, double baseline) {
        this.baseline = baseline;
        double width = mask.getWidth() / SCALE;
        double height = mask.getHeight() / SCALE;
        ImageView view = new ImageView(mask);
        view.setFitWidth(width);
        view.setFitHeight(height);
        setClip(view);
        getStyleClass().add("formula");
        setMinSize(width, height);
        setPrefSize(width, height);
        setMaxSize(width, height);
        setUserData(latex);
        setAccessibleText(latex);
    }

    @Override
    public double getBaselineOffset() {
        return baseline;
    }

    /// Null when the formula can't be drawn; it is then shown as it was written.
    static @Nullable Formula of(String latex, boolean display) {
        if (latex.isBlank() || latex.length() > LONGEST) {
            return null;
        }
        try {
            int style = display ? TeXConstants.STYLE_DISPLAY : TeXConstants.STYLE_TEXT;
            TeXIcon icon = new TeXFormula(latex).createTeXIcon(style, SIZE * SCALE);
            int width = icon.getIconWidth() + 2;
            int height = icon.getIconHeight() + 2;
            return width > WIDEST || height > WIDEST
                    ? null
                    : new Formula(latex, draw(icon, width, height), baseline(icon) / SCALE);
        } catch (RuntimeException | StackOverflowError | AWTError | LinkageError e) {
            return null;
        }
    }

    private static double baseline(TeXIcon icon) {
        return (double) icon.getIconHeight() - icon.getIconDepth();
    }

    private static WritableImage draw(TeXIcon icon, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB_PRE);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        icon.setForeground(Color.BLACK);
        icon.paintIcon(null, graphics, 1, 1);
        graphics.dispose();
        WritableImage copy = new WritableImage(width, height);
        int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
        copy.getPixelWriter()
                .setPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        return copy;
    }

    /// A formula on a line of its own.
    static Region block(Formula formula) {
        // its own clip is what draws it
        return Boxes.styled(new Sideways(new StackPane(formula)), "formula-block");
    }
}
