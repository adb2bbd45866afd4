package dev.syngate.ui.chat;

import java.util.function.BooleanSupplier;
import javafx.scene.control.TextArea;
import javafx.scene.text.Text;

/// The field that a message is written in, as high as its text, from one line to eight.
final class MessageInput extends TextArea {
    private static final double LINE = 22;
    private static final int MOST_LINES = 8;
    private final Text measure = new Text();
    private final BooleanSupplier takesPaste;

    /// @param takesPaste takes what is in the clipboard as an attachment, or says that it is text
    MessageInput(BooleanSupplier takesPaste) {
        this.takesPaste = takesPaste;
        setWrapText(true);
        setPrefRowCount(1);
        getStyleClass().add("message-input");
        measure.getStyleClass().add("message-measure");
        textProperty().subscribe(text -> resize());
        widthProperty().subscribe(width -> resize());
        fontProperty().subscribe(font -> resize());
    }

    @Override
    public void paste() {
        if (!takesPaste.getAsBoolean()) {
            super.paste();
        }
    }

    private void resize() {
        // Longer texts are eight lines anyway, and measuring them would take long.
        String text = getText().length() > 4_000 ? getText().substring(0, 4_000) : getText();
        measure.setText(text.isEmpty() ? "x" : text + " ");
        measure.setFont(getFont());
        measure.setWrappingWidth(Math.max(100, getWidth() - 16));
        double lines = Math.ceil(measure.getLayoutBounds().getHeight() / LINE);
        double height = Math.clamp(lines, 1, MOST_LINES) * LINE + 4;
        setMinHeight(height);
        setPrefHeight(height);
        setMaxHeight(height);
    }
}
