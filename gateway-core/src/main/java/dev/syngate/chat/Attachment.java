package dev.syngate.chat;

import org.jspecify.annotations.Nullable;

/// A picture, a text or a PDF that goes along with a question.
///
/// @param mediaType such as `image/png`, `text/plain` or `application/pdf`
/// @param content the text itself; of pictures and PDFs, base64
/// @param text what a PDF says, for models that don't read PDF; empty: it has no text; null: it is
///   no PDF
public record Attachment(String name, String mediaType, String content, @Nullable String text) {
    private static final String PDF = "application/pdf";

    public Attachment(String name, String mediaType, String content) {
        this(name, mediaType, content, null);
    }

    /// @param content base64
    /// @param text what it says
    public static Attachment pdf(String name, String content, String text) {
        return new Attachment(name, PDF, content, text);
    }

    public boolean isPicture() {
        return mediaType.startsWith("image/");
    }

    public boolean isPdf() {
        return mediaType.equals(PDF);
    }

    /// What it says, in words; empty: nothing.
    public String words() {
        return isPicture() ? "" : isPdf() ? (text == null ? "" : text) : content;
    }
}
