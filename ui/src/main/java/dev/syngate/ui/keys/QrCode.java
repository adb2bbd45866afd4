package dev.syngate.ui.keys;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.SVGPath;
import javafx.scene.transform.Scale;

/// A text as a QR code, dark on white in every theme because cameras expect that.
final class QrCode extends StackPane {
    private static final double SIZE = 148;
    private static final double INSIDE = 124;

    QrCode(String text, String about) {
        getStyleClass().add("qr-code");
        setMinSize(SIZE, SIZE);
        setMaxSize(SIZE, SIZE);
        setAccessibleText(about);
        ByteMatrix modules = encode(text);
        SVGPath path = new SVGPath();
        path.setContent(path(modules));
        path.getStyleClass().add("qr-modules");
        double scale = INSIDE / modules.getWidth();
        path.getTransforms()
                .add(new Scale(scale, scale, modules.getWidth() / 2.0, modules.getHeight() / 2.0));
        getChildren().add(path);
    }

    private static ByteMatrix encode(String text) {
        try {
            return Encoder.encode(text, ErrorCorrectionLevel.L).getMatrix();
        } catch (WriterException e) {
            throw new IllegalArgumentException("too long for a QR code", e);
        }
    }

    /// A run of dark modules is one rectangle.
    private static String path(ByteMatrix modules) {
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < modules.getHeight(); y++) {
            for (int x = 0; x < modules.getWidth(); x++) {
                int start = x;
                while (x < modules.getWidth() && modules.get(x, y) == 1) {
                    x++;
                }
                if (x > start) {
                    int run = x - start;
                    path.append("M%d %dh%dv1h-%dz".formatted(start, y, run, run));
                }
            }
        }
        return path.toString();
    }
}
