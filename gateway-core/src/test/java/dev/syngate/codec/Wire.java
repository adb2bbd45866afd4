package dev.syngate.codec;

import dev.syngate.protocol.Endpoint;
import dev.syngate.protocol.Json;
import dev.syngate.provider.Provider.Protocol;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// The four protocols as a client and a provider write and read them, without the codecs.
public enum Wire {
    CHAT(Protocol.OPENAI_CHAT, Endpoint.CHAT, new ChatWire()),
    RESPONSES(Protocol.OPENAI_RESPONSES, Endpoint.RESPONSES, new ResponsesWire()),
    MESSAGES(Protocol.ANTHROPIC_MESSAGES, Endpoint.MESSAGES, new MessagesWire()),
    GEMINI(Protocol.GEMINI, Endpoint.GENERATE_CONTENT, new GeminiWire());

    /// One protocol.
    interface Words {
        /// What a request holds beside the model.
        String head();

        String whole(Said said);

        List<String> stream(Said said);

        String failure();

        void hear(JsonNode event, Hearing hearing);
    }

    static final String SCHEMA =
            "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}},\"required\":[\"city\"]}";

    private final Protocol protocol;
    private final Endpoint endpoint;
    private final Words words;

    Wire(Protocol protocol, Endpoint endpoint, Words words) {
        this.protocol = protocol;
        this.endpoint = endpoint;
        this.words = words;
    }

    public Protocol protocol() {
        return protocol;
    }

    public Endpoint endpoint(boolean stream) {
        return stream && endpoint == Endpoint.GENERATE_CONTENT
                ? Endpoint.STREAM_GENERATE_CONTENT
                : endpoint;
    }

    /// Where a client calls.
    public String path(boolean stream) {
        return this == GEMINI
                ? "/v1beta/models/m:"
                        + (stream ? "streamGenerateContent?alt=sse" : "generateContent")
                : "/v1/" + endpoint.path();
    }

    /// A request with a system prompt, a picture, an effort, a schema and two tools.
    public String request(boolean stream) {
        String named = this == GEMINI ? "" : "\"model\":\"m\",\"stream\":%s,".formatted(stream);
        return "{" + named + words.head() + "}";
    }

    /// A provider's whole answer.
    public String whole(Said said) {
        return words.whole(said);
    }

    /// A provider's stream, event by event; its tool calls come as mixed as the protocol allows.
    public List<String> stream(Said said) {
        return words.stream(said);
    }

    /// A failure in the middle of a stream.
    public String failure() {
        return words.failure();
    }

    /// What a client understands of a whole answer.
    public Hearing heard(String body) {
        Hearing hearing = new Hearing();
        words.hear(Json.MAPPER.readTree(body), hearing);
        return hearing;
    }

    /// What a client understands of a stream.
    public Hearing heardStream(String stream) {
        Hearing hearing = new Hearing();
        for (String line : stream.split("\r?\n")) {
            if (line.equals("data: [DONE]")) {
                hearing.ended();
            } else if (line.startsWith("data: ")) {
                words.hear(Json.MAPPER.readTree(line.substring("data: ".length())), hearing);
            }
        }
        return hearing;
    }

    static String quoted(String text) {
        return Json.MAPPER.writeValueAsString(text);
    }

    static List<String> halves(String text) {
        return text.isEmpty()
                ? List.of()
                : List.of(text.substring(0, text.length() / 2), text.substring(text.length() / 2));
    }

    static List<String> each(Said said, java.util.function.Function<Said.Call, String> how) {
        return said.calls().stream().map(how).toList();
    }
}
