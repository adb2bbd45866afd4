package dev.syngate.ui.parts;

import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.SVGPath;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/// Outline icons, and the mark of Syngate.
public final class Icons {
    private static final String MARK = "M5 7.5h5.5a2.5 2.5 0 0 1 0 5H5M13 7.5h2M13 12.5h2";
    private static final String SPARK =
            "M8 1.5l1.3 4.2 4.2 1.3-4.2 1.3L8 12.5 6.700 8.300 2.500 7l4.200-1.300z"
                    + "M12.800 10.800l.6 1.600 1.600.6-1.600.6-.6 1.600-.6-1.600-1.600-.6 1.600-.6z";

    private Icons() {}

    /// 16 pixels, in the colour of secondary text.
    public static FontIcon of(Ikon icon) {
        return new FontIcon(icon);
    }

    /// 14 pixels, beside text.
    public static FontIcon small(Ikon icon) {
        return Boxes.styled(new FontIcon(icon), "small");
    }

    /// Stands for thinking.
    public static Node spark() {
        SVGPath path = new SVGPath();
        path.setContent(SPARK);
        return Boxes.styled(path, "spark");
    }

    /// Syngate's mark, 20 pixels.
    public static Region mark() {
        Rectangle ground = Boxes.styled(new Rectangle(20, 20), "mark-ground");
        ground.setArcWidth(10);
        ground.setArcHeight(10);
        SVGPath path = new SVGPath();
        path.setContent(MARK);
        path.getStyleClass().add("mark-path");
        StackPane mark = new StackPane(ground, path);
        mark.setMinSize(20, 20);
        mark.setMaxSize(20, 20);
        return mark;
    }
}
