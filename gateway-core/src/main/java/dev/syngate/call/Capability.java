package dev.syngate.call;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a model can take in, give out or do beside text.
public enum Capability {
    /// It sees images.
    VISION("image", null),
    /// It hears sound.
    AUDIO("audio", null),
    VIDEO("video", null),
    /// It reads documents such as PDF.
    FILES("file", null),
    /// It calls tools.
    TOOLS(null, null),
    /// It thinks before it answers.
    REASONING(null, null),
    /// It keeps to a JSON schema.
    STRUCTURED_OUTPUT(null, null),
    IMAGE_OUTPUT(null, "image"),
    AUDIO_OUTPUT(null, "audio");

    private final @Nullable String input;
    private final @Nullable String output;

    Capability(@Nullable String input, @Nullable String output) {
        this.input = input;
        this.output = output;
    }

    /// The modality that it lets in, as lists of models name them; null: none.
    public @Nullable String input() {
        return input;
    }

    /// The modality that it gives out; null: none.
    public @Nullable String output() {
        return output;
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The capability of that name; null: there is none.
    public static @Nullable Capability ofWireName(String name) {
        return Arrays.stream(values())
                .filter(capability -> capability.wireName().equals(name))
                .findFirst()
                .orElse(null);
    }

    /// The capability that lets in the modality; null: none does, or it is text.
    public static @Nullable Capability ofInput(String modality) {
        return Arrays.stream(values())
                .filter(capability -> modality.equals(capability.input))
                .findFirst()
                .orElse(null);
    }

    /// The capability that gives out the modality; null: none does, or it is text.
    public static @Nullable Capability ofOutput(String modality) {
        return Arrays.stream(values())
                .filter(capability -> modality.equals(capability.output))
                .findFirst()
                .orElse(null);
    }

    /// What a model must be capable of to be sent a part of that type, as the protocols name the
    /// types; null: nothing in particular.
    public static @Nullable Capability ofPart(String type) {
        return switch (type) {
            case "image_url", "image", "input_image" -> VISION;
            case "input_audio", "audio_url" -> AUDIO;
            case "video_url", "input_video" -> VIDEO;
            case "file", "input_file", "document" -> FILES;
            default -> null;
        };
    }

    /// The same for the type of its bytes.
    public static @Nullable Capability ofMedia(String type) {
        return switch (type.substring(0, Math.max(0, type.indexOf('/')))) {
            case "image" -> VISION;
            case "audio" -> AUDIO;
            case "video" -> VIDEO;
            case "application" -> FILES;
            default -> null;
        };
    }
}
