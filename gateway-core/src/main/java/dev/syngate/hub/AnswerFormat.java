package dev.syngate.hub;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// What an answer has to look like.
public sealed interface AnswerFormat {
    record Free() implements AnswerFormat {}

    /// Any JSON object.
    record Json() implements AnswerFormat {}

    /// JSON of a schema.
    ///
    /// @param strict whether it must fit; null: not said
    record Schema(String name, ObjectNode schema, @Nullable Boolean strict)
            implements AnswerFormat {}

    /// A picture.
    ///
    /// @param aspect such as `3:2`; null: not said
    record Picture(@Nullable String aspect) implements AnswerFormat {}

    /// A vector for each text.
    ///
    /// @param length how many numbers it has; null: not said
    record Vector(@Nullable Long length) implements AnswerFormat {}
}
