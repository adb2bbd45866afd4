package dev.syngate.ui.chat;

import dev.syngate.chat.Attachment;
import dev.syngate.history.Exchange;
import dev.syngate.ui.markdown.PlainWords;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.texts.Figures;
import dev.syngate.ui.texts.Texts;
import java.io.ByteArrayInputStream;
import java.util.Base64;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// A question with what went along with it; long ones are folded.
final class QuestionView extends VBox {
    private static final int FOLDED_LINES = 12;
    private static final int FOLDED_CHARS = 1200;
    private static final double WIDEST = 560;
    private static final double PICTURE = 160;

    private final Texts texts;
    private final Figures figures;
    private final String text;
    private final StackPane words = new StackPane();
    private final Button more;
    private boolean folded = true;

    QuestionView(Texts texts, Figures figures, Exchange exchange) {
        super(4);
        this.texts = texts;
        this.figures = figures;
        this.text = exchange.question();
        getStyleClass().add("question");
        setMaxWidth(WIDEST);
        more = Buttons.link("", this::toggle);
        if (!exchange.attachments().isEmpty()) {
            FlowPane chips = new Chips();
            chips.setAlignment(Pos.CENTER_LEFT);
            exchange.attachments().forEach(one -> chips.getChildren().add(node(one)));
            getChildren().add(chips);
        }
        if (!text.isEmpty()) {
            getChildren().addAll(words, more);
        }
        show();
    }

    /// As wide as what is in it, as long as that fits.
    private static final class Chips extends FlowPane {
        private static final double GAP = 6;

        Chips() {
            super(GAP, GAP);
            setPrefWrapLength(WIDEST);
        }

        @Override
        protected double computePrefWidth(double height) {
            double all = -GAP;
            for (Node chip : getManagedChildren()) {
                all += chip.prefWidth(-1) + GAP;
            }
            return Math.min(super.computePrefWidth(height), Math.ceil(all));
        }
    }

    private void toggle() {
        folded = !folded;
        show();
    }

    private void show() {
        String head = head();
        boolean isLong = head.length() < text.length();
        words.getChildren().setAll(new PlainWords(folded && isLong ? head + " …" : text));
        Boxes.show(more, isLong);
        long lines = text.lines().count();
        more.setText(
                folded
                        ? texts.of(
                                "question.all", figures.count(lines), figures.count(text.length()))
                        : texts.of("question.fold"));
    }

    private String head() {
        int end = 0;
        for (int line = 0; line < FOLDED_LINES && end >= 0; line++) {
            end = text.indexOf('\n', end == 0 ? 0 : end + 1);
        }
        String lines = end < 0 ? text : text.substring(0, end);
        return lines.length() <= FOLDED_CHARS ? lines : lines.substring(0, FOLDED_CHARS);
    }

    private static Node node(Attachment attachment) {
        if (!attachment.isPicture()) {
            return AttachmentChip.of(attachment);
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(attachment.content());
            ImageView picture =
                    new ImageView(
                            new Image(
                                    new ByteArrayInputStream(bytes), PICTURE, PICTURE, true, true));
            picture.setAccessibleText(attachment.name());
            return picture;
        } catch (IllegalArgumentException e) {
            return AttachmentChip.of(attachment);
        }
    }
}
