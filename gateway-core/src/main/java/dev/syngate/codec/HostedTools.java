package dev.syngate.codec;

import dev.syngate.hub.HostedTool;
import dev.syngate.hub.HostedTool.Kind;
import java.util.Locale;
import java.util.regex.Pattern;

/// What the tools are that providers run themselves, by their names in all protocols; some carry
/// the day of their version (the references' pages on tools).
enum HostedTools {
    SEARCH(Kind.WEB_SEARCH, "web_?search.*|google_?search.*"),
    FETCH(Kind.WEB_FETCH, "web_?fetch.*|url_?context"),
    FILES(Kind.FILE_SEARCH, "file_?search.*"),
    CODE(Kind.CODE_EXECUTION, "code_?(interpreter|execution).*"),
    SCREEN(Kind.COMPUTER, "computer.*"),
    PICTURES(Kind.IMAGE_GENERATION, "image_?generation.*"),
    SERVERS(Kind.MCP, "mcp.*"),
    REST(Kind.OTHER, ".*");

    private final Kind kind;
    private final Pattern names;

    HostedTools(Kind kind, String names) {
        this.kind = kind;
        this.names = Pattern.compile(names);
    }

    /// @param type as the tool's protocol names it
    /// @param shown where it stands in the request
    static HostedTool of(String type, String shown) {
        String name = type.toLowerCase(Locale.ROOT);
        Kind kind = Kind.OTHER;
        for (HostedTools tools : values()) {
            if (tools.names.matcher(name).matches()) {
                kind = tools.kind;
                break;
            }
        }
        return new HostedTool(kind, shown);
    }

    /// One of the list of tools.
    static HostedTool listed(String type) {
        return of(type, "tools." + type);
    }
}
