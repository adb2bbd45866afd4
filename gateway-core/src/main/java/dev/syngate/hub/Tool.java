package dev.syngate.hub;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// A tool that the model may call.
///
/// @param description empty: none
/// @param schema the JSON schema of its arguments; null: it takes none
/// @param strict whether arguments must fit the schema; null: not said
/// @param freeText whether its one argument, `input`, is plain text for the caller
public record Tool(
        String name,
        String description,
        @Nullable ObjectNode schema,
        @Nullable Boolean strict,
        boolean freeText) {
    /// The argument of tools that take plain text.
    public static final String INPUT = "input";
}
