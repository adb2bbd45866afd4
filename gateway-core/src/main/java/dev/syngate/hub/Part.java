package dev.syngate.hub;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A part of a message or of an answer.
public sealed interface Part {
    /// @param logprobs of its tokens, where they were asked for
    record Text(String text, List<Logprob> logprobs) implements Part {
        public Text {
            logprobs = List.copyOf(logprobs);
        }

        public Text(String text) {
            this(text, List.of());
        }
    }

    /// The model says why it does not answer.
    record Refused(String text) implements Part {}

    /// What the model thought.
    ///
    /// @param text empty where the provider keeps it to itself
    /// @param seal what its maker wants back with it; null: nothing
    record Reasoning(String text, @Nullable Seal seal) implements Part {}

    /// The model wants a tool to be used.
    ///
    /// @param arguments as text, of a JSON object unless the model erred; empty: none
    /// @param seal what its maker wants back with it; null: nothing
    record ToolCall(String id, String name, String arguments, @Nullable Seal seal)
            implements Part {}

    /// What a tool answered.
    ///
    /// @param name the tool's, where it is said; null: it is known by the call
    /// @param content texts and media
    record ToolResult(String callId, @Nullable String name, List<Part> content, boolean failed)
            implements Part {
        public ToolResult {
            content = List.copyOf(content);
        }

        /// Its texts, joined by line feeds.
        public String text() {
            return new Message(Message.Role.USER, content).text();
        }
    }

    /// A picture, a sound or a document: embedded, or at an address, or known by an id.
    ///
    /// @param mime such as `image/png`; empty: not said
    /// @param data in Base64; null: not embedded
    /// @param url null: at no address
    /// @param fileId the provider's own id; null: it has none
    /// @param name of the file; null: not said
    /// @param detail how closely to look; null: not said
    record Media(
            Kind kind,
            String mime,
            @Nullable String data,
            @Nullable String url,
            @Nullable String fileId,
            @Nullable String name,
            @Nullable String detail)
            implements Part {
        /// What a medium is.
        public enum Kind {
            IMAGE,
            AUDIO,
            FILE
        }

        public static Media embedded(Kind kind, String mime, String data) {
            return new Media(kind, mime, data, null, null, null, null);
        }

        /// What is at an address, which may hold the data itself (`data:image/png;base64,…`).
        public static Media at(
                Kind kind, String url, @Nullable String name, @Nullable String detail) {
            int comma = url.indexOf(',');
            boolean embeds = url.startsWith("data:") && comma > 0;
            if (!embeds) {
                return new Media(kind, "", null, url, null, name, detail);
            }
            String mime = url.substring("data:".length(), comma).replaceAll(";.*", "");
            return new Media(kind, mime, url.substring(comma + 1), null, null, name, detail);
        }

        /// The same as an address, where it has one.
        public @Nullable String asUrl() {
            if (data == null) {
                return url;
            }
            return "data:"
                    + (mime.isEmpty() ? "application/octet-stream" : mime)
                    + ";base64,"
                    + data;
        }
    }
}
