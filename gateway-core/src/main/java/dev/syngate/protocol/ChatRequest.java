package dev.syngate.protocol;

import org.jspecify.annotations.Nullable;

/// What the gateway needs to know of a chat request.
///
/// @param includeUsage whether the client asked for the usage event of a stream
/// @param maxOutput the most output tokens per choice that it allows, the larger of both fields;
///   null: no limit named
/// @param choices how many answers it asks for
/// @param promptChars characters of messages, without embedded files
/// @param promptTokens our estimate of messages, images and tools
/// @param modelAt where the model's name stands in the body; the text is unused
/// @param usageSwitch what makes the provider report usage in the stream; null: the body does
///   already
public record ChatRequest(
        String model,
        boolean stream,
        boolean includeUsage,
        @Nullable Long maxOutput,
        int choices,
        long promptChars,
        long promptTokens,
        boolean hasTools,
        Splice modelAt,
        @Nullable Splice usageSwitch) {}
