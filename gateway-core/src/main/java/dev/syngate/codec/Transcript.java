package dev.syngate.codec;

import dev.syngate.call.RefusedException;
import dev.syngate.hub.Delta;
import dev.syngate.hub.Message;
import dev.syngate.hub.Part;
import dev.syngate.hub.PartSequence;
import dev.syngate.protocol.Endpoint;
import dev.syngate.protocol.Json;
import dev.syngate.protocol.SseEvent;
import dev.syngate.protocol.SseParser;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// What was said in a request and its answer, whatever the protocol; empty where it is none of
/// generation, or was cut so that it can't be read.
///
/// @param asked the conversation that was sent
/// @param answered the parts of the answer, in their order
public record Transcript(List<Message> asked, List<Part> answered) {
    public Transcript {
        asked = List.copyOf(asked);
        answered = List.copyOf(answered);
    }

    /// @param path of the endpoint, as records hold it
    public static Transcript of(String path, byte[] request, byte[] response) {
        Codec codec =
                Stream.of(Endpoint.values())
                        .filter(endpoint -> endpoint.path().equals(path))
                        .findFirst()
                        .map(Codec::of)
                        .orElse(null);
        return codec == null
                ? new Transcript(List.of(), List.of())
                : new Transcript(asked(codec, request), answered(codec, response));
    }

    private static List<Message> asked(Codec codec, byte[] request) {
        try {
            return codec.read(Json.MAPPER.readTree(request)).messages();
        } catch (JacksonException | RefusedException e) {
            return List.of();
        }
    }

    private static List<Part> answered(Codec codec, byte[] response) {
        List<Part> parts = new ArrayList<>();
        PartSequence sequence =
                new PartSequence(delta -> {
                    if (delta instanceof Delta.End end) {
                        parts.add(end.part());
                    }
                });
        AnswerDecoder decoder = codec.decoder("", "", "", 0);
        try {
            if (startsWithBrace(response)) {
                decoder.whole(Json.MAPPER.readTree(response), sequence);
            } else {
                events(response).forEach(event -> decoder.event(event, sequence));
            }
        } catch (JacksonException e) {
            // What was cut in its middle shows what is left of it.
        }
        decoder.end(sequence);
        sequence.end();
        return parts;
    }

    private static boolean startsWithBrace(byte[] body) {
        return new String(body, 0, Math.min(body.length, 64), StandardCharsets.UTF_8)
                .stripLeading()
                .startsWith("{");
    }

    /// The events up to where the stream was cut.
    private static List<JsonNode> events(byte[] body) {
        List<JsonNode> found = new ArrayList<>();
        SseParser parser = new SseParser();
        parser.feed(body, 0, body.length);
        try {
            for (SseEvent event = parser.next(); event != null; event = parser.next()) {
                if (event.hasData() && event.text().startsWith("{")) {
                    found.add(Json.MAPPER.readTree(event.text()));
                }
            }
        } catch (ProtocolException | JacksonException e) {
            return found;
        }
        return found;
    }
}
