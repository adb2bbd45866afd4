package dev.syngate.codec;

/// What a provider wants said differently than its protocol says.
///
/// @param parameter where it stands in the request: names joined by points, `*` for all of a list
/// @param value the other name, or what the action needs; empty: nothing
public record Quirk(Action action, String parameter, String value) {
    /// What is done with the parameter.
    public enum Action {
        /// It is left out.
        DROP,
        /// It goes by another name.
        RENAME,
        /// A schema goes by another name, in the words of OpenAPI that Gemini first knew.
        PLAIN_SCHEMA,
        /// A word is brought to the nearest of those that are understood.
        LEVELS,
        /// An effort of thought is told in other fields.
        EFFORT,
        /// What the assistant said holds the field, if need be empty.
        FILL
    }

    static Quirk drop(String parameter) {
        return new Quirk(Action.DROP, parameter, "");
    }

    static Quirk rename(String parameter, String other) {
        return new Quirk(Action.RENAME, parameter, other);
    }

    /// The parameter without the path to it.
    String name() {
        return parameter.substring(parameter.lastIndexOf('.') + 1);
    }

    /// In words, such as `max_tokens → max_completion_tokens` or `without seed`.
    public String words() {
        return switch (action) {
            case DROP -> "without " + parameter;
            case RENAME, PLAIN_SCHEMA -> parameter + " → " + value;
            case LEVELS -> parameter + ": " + value;
            case EFFORT -> parameter + " as " + value;
            case FILL -> "always with " + parameter;
        };
    }
}
