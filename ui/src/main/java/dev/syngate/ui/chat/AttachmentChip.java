package dev.syngate.ui.chat;

import dev.syngate.chat.Attachment;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Icons;
import dev.syngate.ui.parts.Labels;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;

/// Stands for a picture or a text that goes along with a question.
final class AttachmentChip {
    private static final double WIDEST = 240;

    private AttachmentChip() {}

    static HBox of(Attachment attachment) {
        HBox chip =
                Boxes.row(
                        6,
                        Icons.small(attachment.isPicture() ? Feather.IMAGE : Feather.FILE_TEXT),
                        Labels.of(attachment.name(), "secondary-strong"));
        chip.setMaxWidth(WIDEST);
        chip.getStyleClass().add("attachment");
        return chip;
    }
}
