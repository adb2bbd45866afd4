package dev.syngate.ui.chat;

import dev.syngate.chat.Attachment;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.scene.image.Image;
import javafx.scene.image.PixelReader;
import javax.imageio.ImageIO;

/// Makes attachments of what is pasted, dropped or chosen.
final class AttachmentFiles {
    private static final long LARGEST_PICTURE = 10_000_000;
    private static final long LARGEST_TEXT = 2_000_000;
    private static final int LONG_PASTE = 4_000;
    private static final Map<String, String> PICTURES =
            Map.of(
                    "png", "image/png",
                    "jpg", "image/jpeg",
                    "jpeg", "image/jpeg",
                    "gif", "image/gif",
                    "webp", "image/webp");

    private AttachmentFiles() {}

    /// Whether a pasted text is better shown as one thing than in the middle of a message.
    static boolean isLong(String pasted) {
        return pasted.length() > LONG_PASTE;
    }

    static Attachment ofText(String name, String text) {
        return new Attachment(name, "text/plain", text);
    }

    static boolean isPdf(Path file) {
        return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(".pdf");
    }

    /// A picture or a text; empty for anything else, and for what is too large.
    static Optional<Attachment> of(Path file) {
        String name = String.valueOf(file.getFileName());
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        String picture = PICTURES.get(ending);
        try {
            if (Files.size(file) > (picture == null ? LARGEST_TEXT : LARGEST_PICTURE)) {
                return Optional.empty();
            }
            byte[] bytes = Files.readAllBytes(file);
            return Optional.of(
                    picture == null
                            ? ofText(name, text(bytes))
                            : new Attachment(
                                    name, picture, Base64.getEncoder().encodeToString(bytes)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String text(byte[] bytes) throws CharacterCodingException {
        String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        if (text.indexOf('\0') >= 0) {
            throw new CharacterCodingException();
        }
        return text;
    }

    static Attachment of(String name, Image image) {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        BufferedImage copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        PixelReader pixels = image.getPixelReader();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                copy.setRGB(x, y, pixels.getArgb(x, y));
            }
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(copy, "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Attachment(
                name, "image/png", Base64.getEncoder().encodeToString(png.toByteArray()));
    }
}
