package dev.syngate.hub;

/// Whether the model has to call a tool.
public sealed interface ToolChoice {
    /// As it likes.
    record Auto() implements ToolChoice {}

    record None() implements ToolChoice {}

    /// Any one of them.
    record Required() implements ToolChoice {}

    record Named(String tool) implements ToolChoice {}

    /// One that the provider runs.
    record Hosted(String tool) implements ToolChoice {}
}
