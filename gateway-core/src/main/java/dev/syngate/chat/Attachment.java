package dev.syngate.chat;

/// A picture or a text that goes along with a question.
///
/// @param mediaType such as `image/png` or `text/plain`
/// @param content the text itself; of pictures, base64
public record Attachment(String name, String mediaType, String content) {
    public boolean isPicture() {
        return mediaType.startsWith("image/");
    }
}
