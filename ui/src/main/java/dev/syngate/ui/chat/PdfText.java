package dev.syngate.ui.chat;

import java.io.IOException;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.text.PDFTextStripper;

/// What a PDF says, page by page. Scans say nothing: their pages are pictures.
///
/// @param pages how many it has
/// @param text empty: it has none
/// @param cut whether there are more pages, or more text, than are read
record PdfText(int pages, String text, boolean cut) {
    private static final int MOST_PAGES = 1_000;
    private static final int MOST_CHARACTERS = 2_000_000;

    static {
        // Its list of the system's fonts; without this it would lie in the user's own folder.
        System.setProperty("pdfbox.fontcache", System.getProperty("java.io.tmpdir"));
    }

    /// Why a PDF can't be read.
    static final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1;
        private final boolean locked;

        UnreadableException(boolean locked, Throwable cause) {
            super(cause);
            this.locked = locked;
        }

        /// Whether a password is needed.
        boolean isLocked() {
            return locked;
        }
    }

    /// Reads it; takes its time, so not on the FX thread.
    ///
    /// @param wanted whether to go on
    /// @param page is told of each page that was read
    static PdfText read(byte[] file, BooleanSupplier wanted, IntConsumer page)
            throws UnreadableException {
        try (PDDocument document = Loader.loadPDF(file)) {
            int pages = document.getNumberOfPages();
            StringBuilder text = new StringBuilder();
            PDFTextStripper stripper = new PDFTextStripper();
            int read = 0;
            while (read < Math.min(pages, MOST_PAGES)
                    && text.length() < MOST_CHARACTERS
                    && wanted.getAsBoolean()) {
                read++;
                stripper.setStartPage(read);
                stripper.setEndPage(read);
                String words = stripper.getText(document).strip();
                text.append(words.isEmpty() ? "" : words + "\n\n");
                page.accept(read);
            }
            return new PdfText(pages, text.toString().strip(), read < pages);
        } catch (InvalidPasswordException e) {
            throw new UnreadableException(true, e);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw new UnreadableException(false, e);
        }
    }
}
