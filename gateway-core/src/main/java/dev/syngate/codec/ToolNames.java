package dev.syngate.codec;

import dev.syngate.hub.ChatRequest;
import dev.syngate.hub.Message;
import dev.syngate.hub.Part;
import dev.syngate.hub.Tool;
import dev.syngate.hub.ToolChoice;
import dev.syngate.protocol.Endpoint;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// The names of one call's tools as a provider allows them, and back: those of others may be too
/// long for it, or have letters that it refuses.
final class ToolNames {
    private final int longest;
    private final Map<String, String> original = new HashMap<>();

    ToolNames(Endpoint provider) {
        this.longest = provider == Endpoint.MESSAGES ? 128 : 64;
    }

    /// The request with names that the provider allows.
    ChatRequest shortened(ChatRequest request) {
        return request.with(
                request.messages().stream().map(this::shortened).toList(),
                request.tools().stream().map(this::shortened).toList(),
                request.toolChoice() instanceof ToolChoice.Named(String tool)
                        ? new ToolChoice.Named(shortened(tool))
                        : request.toolChoice());
    }

    private Message shortened(Message message) {
        return new Message(message.role(), message.parts().stream().map(this::shortened).toList());
    }

    private Part shortened(Part part) {
        return part instanceof Part.ToolCall(var id, var name, var arguments, var seal)
                ? new Part.ToolCall(id, shortened(name), arguments, seal)
                : part;
    }

    private Tool shortened(Tool tool) {
        return new Tool(
                shortened(tool.name()),
                tool.description(),
                tool.schema(),
                tool.strict(),
                tool.freeText());
    }

    private String shortened(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9_-]", "_");
        if (plain.length() > longest) {
            String mark = String.format(Locale.ROOT, "_%08x", name.hashCode());
            plain = plain.substring(0, longest - mark.length()) + mark;
        }
        if (!plain.equals(name)) {
            original.put(plain, name);
        }
        return plain;
    }

    /// The part with the name that the caller gave its tool.
    Part restored(Part part) {
        return part instanceof Part.ToolCall(var id, var name, var arguments, var seal)
                ? new Part.ToolCall(id, original.getOrDefault(name, name), arguments, seal)
                : part;
    }
}
