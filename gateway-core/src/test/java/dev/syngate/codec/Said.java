package dev.syngate.codec;

import java.util.List;

/// What a model says, in no protocol.
///
/// @param calls of tools, in their order
/// @param stop `stop`, `tools` or `length`
public record Said(String reasoning, String text, List<Call> calls, String stop) {
    /// @param arguments JSON without spaces
    public record Call(String id, String name, String arguments) {}

    public static final Said TEXT = new Said("", "Hello, wörld", List.of(), "stop");
    public static final Said REASONING = new Said("Let me see", "It is 4", List.of(), "stop");
    public static final Said LONG = new Said("", "It goes on and", List.of(), "length");
    public static final Said JSON = new Said("", "{\"city\":\"Paris\"}", List.of(), "stop");
    public static final Said TOOL =
            new Said(
                    "",
                    "I look",
                    List.of(new Call("call_1", "weather", "{\"city\":\"Paris\"}")),
                    "tools");
    public static final Said TOOLS =
            new Said(
                    "Two are needed",
                    "",
                    List.of(
                            new Call("call_1", "weather", "{\"city\":\"Paris\"}"),
                            new Call("call_2", "clock", "{\"zone\":\"Europe/Paris\"}")),
                    "tools");

    public static List<Said> all() {
        return List.of(TEXT, REASONING, LONG, JSON, TOOL, TOOLS);
    }
}
