package dev.syngate.billing;

import org.jspecify.annotations.Nullable;

/// What a call used beside text.
///
/// @param audioInput tokens of sound, part of the input
/// @param audioOutput tokens of sound, part of the output
/// @param imageInput tokens of pictures, part of the input
/// @param imageOutput tokens of pictures, part of the output
/// @param images pictures that were made
/// @param imageSize such as `1024x1024`; null: not known
/// @param imageQuality such as `hd`; null: not known
/// @param millis milliseconds of sound
/// @param characters characters that were spoken
public record Media(
        long audioInput,
        long audioOutput,
        long imageInput,
        long imageOutput,
        long images,
        @Nullable String imageSize,
        @Nullable String imageQuality,
        long millis,
        long characters) {
    public static final Media NONE = ofTokens(0, 0, 0, 0);

    /// Whether nothing was used beside text.
    boolean isNone() {
        return (audioInput | audioOutput | imageInput | imageOutput) == 0
                && !isMeasured()
                && imageSize == null
                && imageQuality == null;
    }

    public static Media ofTokens(
            long audioInput, long audioOutput, long imageInput, long imageOutput) {
        return new Media(audioInput, audioOutput, imageInput, imageOutput, 0, null, null, 0, 0);
    }

    public static Media ofImages(long count, @Nullable String size, @Nullable String quality) {
        return new Media(0, 0, 0, 0, count, size, quality, 0, 0);
    }

    public static Media ofMillis(long millis) {
        return new Media(0, 0, 0, 0, 0, null, null, millis, 0);
    }

    public static Media ofCharacters(long characters) {
        return new Media(0, 0, 0, 0, 0, null, null, 0, characters);
    }

    /// The same of so many pictures, of whatever size and quality.
    public Media ofPictures(long count) {
        return new Media(
                audioInput,
                audioOutput,
                imageInput,
                imageOutput,
                count,
                null,
                null,
                millis,
                characters);
    }

    /// Whether it says by itself what the call used, without tokens.
    public boolean isMeasured() {
        return images > 0 || millis > 0 || characters > 0;
    }

    /// Of two reports of one call the one with more of what is not counted in tokens; the later
    /// where they agree.
    Media atLeast(Media later) {
        boolean less = later.images < images || later.millis < millis;
        return less || later.characters < characters ? this : later;
    }

    /// The tokens of each side from the report of that side, all else from a third.
    static Media ofSides(Media in, Media out, Media rest) {
        return new Media(
                in.audioInput,
                out.audioOutput,
                in.imageInput,
                out.imageOutput,
                rest.images,
                rest.imageSize,
                rest.imageQuality,
                rest.millis,
                rest.characters);
    }
}
