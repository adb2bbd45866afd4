package dev.syngate.ui.chat;

import dev.syngate.chat.Attachment;
import dev.syngate.ui.chat.PdfText.UnreadableException;
import dev.syngate.ui.fx.Background;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.parts.Spinner;
import dev.syngate.ui.parts.Toasts;
import dev.syngate.ui.texts.Figures;
import dev.syngate.ui.texts.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;

/// PDFs that are being read, each with a chip that tells how far it is and stops it. FX thread
/// only.
final class PdfReading {
    private static final long LARGEST = 20_000_000;
    private static final int PAGES_PER_WORD = 10;

    private final Texts texts;
    private final Figures figures;
    private final Toasts toasts;
    private final Background background;
    private final Consumer<Attachment> done;
    private final List<Reading> readings = new ArrayList<>();

    /// @param done takes what was read
    PdfReading(
            Texts texts,
            Figures figures,
            Toasts toasts,
            Background background,
            Consumer<Attachment> done) {
        this.texts = texts;
        this.figures = figures;
        this.toasts = toasts;
        this.background = background;
        this.done = done;
    }

    private record Reading(Node chip, AtomicBoolean wanted) {}

    /// What a file came to; the words say why it can't be attached, or what to know of it.
    private record Outcome(List<Attachment> read, String words) {}

    List<Node> chips() {
        return readings.stream().map(Reading::chip).toList();
    }

    void cancelAll() {
        readings.forEach(one -> one.wanted().set(false));
        readings.clear();
    }

    /// Begins to read a file.
    ///
    /// @return its chip
    Node begin(Path file) {
        String name = String.valueOf(file.getFileName());
        Label how = Labels.of(texts.of("pdf.reading", name), "secondary-strong");
        AtomicBoolean wanted = new AtomicBoolean(true);
        HBox chip = Boxes.styled(Boxes.row(6, new Spinner(), how), "attachment");
        Reading reading = new Reading(chip, wanted);
        chip.getChildren()
                .add(
                        Buttons.icon(
                                Feather.X,
                                texts.of("remove.one", name),
                                () -> {
                                    wanted.set(false);
                                    end(reading);
                                }));
        readings.add(reading);
        background.run(
                () -> read(file, name, wanted, how),
                outcome -> take(reading, outcome),
                failure -> take(reading, refused("pdf.broken", name)));
        return chip;
    }

    private void end(Reading reading) {
        readings.remove(reading);
        if (reading.chip().getParent() instanceof AttachmentBar bar) {
            bar.rebuild();
        }
    }

    private void take(Reading reading, Outcome outcome) {
        if (!reading.wanted().get()) {
            return;
        }
        end(reading);
        outcome.read().forEach(done);
        if (!outcome.words().isEmpty()) {
            toasts.say(outcome.words());
        }
    }

    private Outcome refused(String key, String name) {
        return new Outcome(List.of(), texts.of(key, name));
    }

    private Outcome read(Path file, String name, AtomicBoolean wanted, Label how) {
        try {
            if (Files.size(file) > LARGEST) {
                return refused("pdf.large", name);
            }
            byte[] bytes = Files.readAllBytes(file);
            PdfText found = PdfText.read(bytes, wanted::get, page -> tell(how, name, page));
            String content = Base64.getEncoder().encodeToString(bytes);
            String told = texts.of("pdf.name", name, found.pages());
            String words =
                    found.text().isEmpty()
                            ? texts.of("pdf.no.text", name)
                            : found.cut() ? texts.of("pdf.cut", name) : "";
            return new Outcome(List.of(Attachment.pdf(told, content, found.text())), words);
        } catch (UnreadableException e) {
            return refused(e.isLocked() ? "pdf.locked" : "pdf.broken", name);
        } catch (IOException e) {
            return refused("pdf.broken", name);
        }
    }

    private void tell(Label how, String name, int page) {
        if (page % PAGES_PER_WORD == 0) {
            String words = texts.of("pdf.page", name, figures.count(page));
            background.screen().execute(() -> how.setText(words));
        }
    }
}
