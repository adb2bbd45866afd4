package dev.syngate.hub;

/// A tool that its provider runs itself.
///
/// @param name as the caller's protocol names it
public record HostedTool(Kind kind, String name) {
    /// What it does.
    public enum Kind {
        WEB_SEARCH,
        /// Reads pages whose addresses are in the conversation.
        WEB_FETCH,
        /// Searches files that the provider keeps.
        FILE_SEARCH,
        CODE_EXECUTION,
        /// Looks at a screen, and moves the pointer.
        COMPUTER,
        IMAGE_GENERATION,
        /// Calls the tools of a server.
        MCP,
        /// Something else, or run by the caller in a shape that only the provider knows.
        OTHER
    }
}
