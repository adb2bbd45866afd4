package dev.syngate.ui;

import javafx.scene.layout.Region;
import javafx.scene.transform.Scale;

/// Draws a region larger or smaller; it is laid out in the room that then is left.
final class Zoomed extends Region {
    private final Region content;
    private final double factor;

    /// @param factor 1 is the usual size
    Zoomed(Region content, double factor) {
        this.content = content;
        this.factor = factor;
        content.getTransforms().setAll(new Scale(factor, factor));
        getChildren().add(content);
    }

    /// Gives the content back as it was.
    void release() {
        content.getTransforms().clear();
        getChildren().clear();
    }

    @Override
    protected void layoutChildren() {
        content.resizeRelocate(0, 0, getWidth() / factor, getHeight() / factor);
    }
}
