package dev.syngate.ui.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syngate.ui.chat.PdfText.UnreadableException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.junit.jupiter.api.Test;

class PdfTextTest {
    private static byte[] pdf(String password, String... pages) throws IOException {
        try (PDDocument document = new PDDocument()) {
            for (String words : pages) {
                PDPage page = new PDPage();
                document.addPage(page);
                try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                    if (!words.isEmpty()) {
                        content.beginText();
                        content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
                        content.newLineAtOffset(50, 700);
                        content.showText(words);
                        content.endText();
                    }
                }
            }
            if (!password.isEmpty()) {
                document.protect(
                        new StandardProtectionPolicy(password, password, new AccessPermission()));
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        }
    }

    private static PdfText read(byte[] file) throws UnreadableException {
        return PdfText.read(file, () -> true, page -> {});
    }

    @Test
    void theWordsOfAllPagesAreReadAndEachPageIsTold() throws Exception {
        List<Integer> told = new ArrayList<>();
        PdfText found = PdfText.read(pdf("", "First page", "Second"), () -> true, told::add);
        assertThat(found).isEqualTo(new PdfText(2, "First page\n\nSecond", false));
        assertThat(told).containsExactly(1, 2);
    }

    @Test
    void aScanHasPagesAndNoText() throws Exception {
        assertThat(read(pdf("", "", ""))).isEqualTo(new PdfText(2, "", false));
    }

    @Test
    void whoeverWantsItNoMoreStopsIt() throws Exception {
        assertThat(PdfText.read(pdf("", "a", "b"), () -> false, page -> {}).text()).isEmpty();
    }

    @Test
    void aLockedFileIsToldFromABrokenOne() throws Exception {
        byte[] locked = pdf("secret", "a");
        assertThatThrownBy(() -> read(locked))
                .isInstanceOfSatisfying(
                        UnreadableException.class, e -> assertThat(e.isLocked()).isTrue());
        byte[] broken = "%PDF-1.7 and nothing else".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> read(broken))
                .isInstanceOfSatisfying(
                        UnreadableException.class, e -> assertThat(e.isLocked()).isFalse());
    }
}
