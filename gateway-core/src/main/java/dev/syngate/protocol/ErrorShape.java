package dev.syngate.protocol;

/// In whose words an error is told: callers understand only their own protocol's.
public enum ErrorShape {
    /// `{"error": {"message", "type", "param", "code"}}` (Chat Completions reference, "Errors").
    OPENAI,
    /// `{"type": "error", "error": {"type", "message"}}` (Messages reference, "Errors").
    ANTHROPIC,
    /// `{"error": {"code", "message", "status"}}` (google.rpc.Status over HTTP).
    GEMINI
}
