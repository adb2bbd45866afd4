package dev.syngate.ui.chat;

import dev.syngate.chat.Attachment;
import dev.syngate.ui.fx.Background;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.parts.Toasts;
import dev.syngate.ui.texts.Figures;
import dev.syngate.ui.texts.Texts;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.stage.FileChooser;
import org.kordamp.ikonli.feather.Feather;

/// What goes along with the next message: pictures and texts that were pasted, dropped or chosen.
final class AttachmentBar extends FlowPane {
    private final Texts texts;
    private final Figures figures;
    private final Toasts toasts;
    private final PdfReading reading;
    private Runnable changed = () -> {};
    private final List<Attachment> attachments = new ArrayList<>();

    AttachmentBar(Texts texts, Figures figures, Toasts toasts, Background background) {
        super(6, 6);
        this.texts = texts;
        this.figures = figures;
        this.toasts = toasts;
        reading = new PdfReading(texts, figures, toasts, background, this::add);
        show(List.of());
    }

    /// Runs the task when something was added or taken away.
    void onChange(Runnable task) {
        changed = task;
    }

    List<Attachment> attachments() {
        return List.copyOf(attachments);
    }

    void show(List<Attachment> now) {
        reading.cancelAll();
        attachments.clear();
        attachments.addAll(now);
        rebuild();
    }

    /// Takes files that are dropped on the node.
    void takeDrops(Node target) {
        target.addEventFilter(
                DragEvent.DRAG_OVER,
                event -> {
                    if (event.getDragboard().hasFiles()) {
                        event.acceptTransferModes(TransferMode.COPY);
                        event.consume();
                    }
                });
        target.addEventFilter(
                DragEvent.DRAG_DROPPED,
                event -> {
                    if (event.getDragboard().hasFiles()) {
                        addAll(event.getDragboard().getFiles());
                        event.setDropCompleted(true);
                        event.consume();
                    }
                });
    }

    /// Takes pictures, files and long texts of the clipboard; false: it holds a text to be written.
    boolean takePaste() {
        Clipboard clipboard = Clipboard.getSystemClipboard();
        if (clipboard.hasFiles()) {
            addAll(clipboard.getFiles());
            return true;
        }
        if (clipboard.hasImage() && !clipboard.hasString()) {
            add(AttachmentFiles.of(texts.of("composer.pasted.picture"), clipboard.getImage()));
            return true;
        }
        String text = clipboard.hasString() ? clipboard.getString() : "";
        if (AttachmentFiles.isLong(text)) {
            String length = figures.count(text.length());
            add(AttachmentFiles.ofText(texts.of("composer.pasted.text", length), text));
            return true;
        }
        return false;
    }

    /// Lets a person choose files.
    void choose() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(texts.of("composer.attach"));
        List<File> files = chooser.showOpenMultipleDialog(getScene().getWindow());
        if (files != null) {
            addAll(files);
        }
    }

    private void addAll(List<File> files) {
        for (File file : files) {
            if (AttachmentFiles.isPdf(file.toPath())) {
                getChildren().add(reading.begin(file.toPath()));
                Boxes.show(this, true);
                continue;
            }
            AttachmentFiles.of(file.toPath())
                    .ifPresentOrElse(
                            this::add,
                            () -> toasts.say(texts.of("composer.attach.wrong", file.getName())));
        }
    }

    private void add(Attachment attachment) {
        attachments.add(attachment);
        rebuild();
    }

    private void remove(Attachment attachment) {
        attachments.remove(attachment);
        rebuild();
    }

    void rebuild() {
        getChildren().clear();
        for (Attachment one : attachments) {
            HBox chip = AttachmentChip.of(one);
            String name = texts.of("remove.one", one.name());
            chip.getChildren().add(Buttons.icon(Feather.X, name, () -> remove(one)));
            getChildren().add(chip);
        }
        getChildren().addAll(reading.chips());
        Boxes.show(this, !getChildren().isEmpty());
        changed.run();
    }
}
