package dev.syngate.codec;

import dev.syngate.billing.Usage;
import dev.syngate.hub.AnswerFormat;
import dev.syngate.hub.ChatAnswer;
import dev.syngate.hub.ChatRequest;
import dev.syngate.hub.Delta;
import dev.syngate.hub.Message;
import dev.syngate.hub.Message.Role;
import dev.syngate.hub.Part;
import dev.syngate.hub.ToolChoice;
import dev.syngate.protocol.EventWriter;
import dev.syngate.protocol.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Pictures from models that make them as part of an answer (Images reference; Gemini, "Image
/// generation"; OpenRouter, "Image generation"). Callers only: no provider is asked in these words.
final class ImagesByChat implements Codec {
    private static final Set<String> KNOWN =
            Set.of("model", "prompt", "n", "size", "response_format", "user", "stream");

    @Override
    public ChatRequest read(JsonNode tree) {
        Fields body = new Fields(tree);
        Long pictures = body.integer("n");
        return new ChatRequest(
                List.of(new Message(Role.USER, List.of(new Part.Text(body.text("prompt"))))),
                List.of(),
                List.of(),
                new ToolChoice.Auto(),
                null,
                ChatRequest.Sampling.USUAL,
                null,
                List.of(),
                pictures == null ? 1 : pictures.intValue(),
                null,
                new ChatRequest.Thinking(null, false),
                new AnswerFormat.Picture(aspect(body.text("size"))),
                null,
                body.text("user"),
                body.besides(KNOWN));
    }

    /// The ratio nearest to a size such as `1024x1536`; null: none was said.
    private static @Nullable String aspect(String size) {
        if (!size.matches("[1-9]\\d{0,4}x[1-9]\\d{0,4}")) {
            return null;
        }
        int by = size.indexOf('x');
        double wanted =
                Math.log(
                        Double.parseDouble(size.substring(0, by))
                                / Double.parseDouble(size.substring(by + 1)));
        String best = null;
        double nearest = Double.MAX_VALUE;
        for (String ratio : List.of("1:1", "2:3", "3:2", "3:4", "4:3", "9:16", "16:9")) {
            int colon = ratio.indexOf(':');
            double is =
                    Math.log(
                            Double.parseDouble(ratio.substring(0, colon))
                                    / Double.parseDouble(ratio.substring(colon + 1)));
            if (Math.abs(is - wanted) < nearest) {
                nearest = Math.abs(is - wanted);
                best = ratio;
            }
        }
        return best;
    }

    @Override
    public ObjectNode write(ChatRequest request, Addressee to) {
        throw new UnsupportedOperationException("no provider is asked so");
    }

    @Override
    public AnswerDecoder decoder(String maker, String model, String id, int choice) {
        throw new UnsupportedOperationException("no provider answers so");
    }

    @Override
    public AnswerEncoder encoder(Asked asked) {
        return new Pictures(asked);
    }

    /// What else a model says beside its pictures has no place.
    private static final class Pictures implements AnswerEncoder {
        private final Asked asked;
        private final List<Part.Media> made = new ArrayList<>();

        Pictures(Asked asked) {
            this.asked = asked;
        }

        @Override
        public void begin(EventWriter out) {}

        @Override
        public void part(int choice, Delta delta, EventWriter out) {
            if (delta instanceof Delta.End(int index, Part.Media picture)) {
                made.add(picture);
            }
        }

        @Override
        public @Nullable String missing() {
            return made.isEmpty() ? "the model made no picture" : null;
        }

        @Override
        public void end(ChatAnswer answer, EventWriter out) {
            for (int i = 0; i < made.size(); i++) {
                ObjectNode event =
                        Json.MAPPER
                                .createObjectNode()
                                .put("type", "image_generation.completed")
                                .put("b64_json", made.get(i).data())
                                .put("created_at", asked.created());
                if (i == made.size() - 1) {
                    event.set("usage", usage(answer.usage()));
                }
                out.named(event);
            }
        }

        private static ObjectNode usage(Usage usage) {
            return Json.MAPPER
                    .createObjectNode()
                    .put("input_tokens", usage.input())
                    .put("output_tokens", usage.output())
                    .put("total_tokens", usage.input() + usage.output());
        }

        @Override
        public ObjectNode whole(ChatAnswer answer) {
            boolean urls = Fields.text(asked.body().path("response_format")).equals("url");
            ObjectNode body = Json.MAPPER.createObjectNode().put("created", asked.created());
            var data = body.putArray("data");
            for (Part part : answer.parts()) {
                if (part instanceof Part.Media picture) {
                    if (urls || picture.data() == null) {
                        data.addObject().put("url", picture.asUrl());
                    } else {
                        data.addObject().put("b64_json", picture.data());
                    }
                }
            }
            body.set("usage", usage(answer.usage()));
            return body;
        }
    }
}
