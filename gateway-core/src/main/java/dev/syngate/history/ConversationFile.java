package dev.syngate.history;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.syngate.chat.ChatParameters;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Conversations as a file: writes its own form, reads that of ChatGPT and Open WebUI too.
public final class ConversationFile {
    private static final String FORMAT = "syngate-chat";
    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .withConfigOverride(
                            List.class,
                            of ->
                                    of.setNullHandling(
                                            JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
                    .build();

    private ConversationFile() {}

    /// The conversations with all their branches, thinking, costs and attachments.
    public static String write(List<Conversation> conversations) {
        ObjectNode file = JSON.createObjectNode().put("format", FORMAT).put("version", 1);
        ArrayNode all = file.putArray("conversations");
        for (Conversation one : conversations) {
            ObjectNode written = JSON.valueToTree(one.heading());
            written.set("exchanges", JSON.valueToTree(one.exchanges()));
            all.add(written);
        }
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(file);
    }

    /// Reads whatever of the three forms it is.
    ///
    /// @param parameters how conversations from elsewhere are asked from now on
    /// @throws IllegalArgumentException when it is none of them
    public static List<Conversation> read(String text, ChatParameters parameters, Instant now) {
        try {
            JsonNode root = JSON.readTree(text);
            if (root.path("format").asString("").equals(FORMAT)) {
                return root.path("conversations").valueStream().map(ConversationFile::own).toList();
            }
            List<Conversation> found = new ArrayList<>();
            for (JsonNode one : root.isArray() ? root : JSON.createArrayNode().add(root)) {
                Conversation read = foreign(one, parameters, now);
                if (!read.exchanges().isEmpty()) {
                    found.add(read);
                }
            }
            if (found.isEmpty()) {
                throw new IllegalArgumentException("no conversation was found in the file");
            }
            return found;
        } catch (JacksonException e) {
            throw new IllegalArgumentException("the file is not a list of conversations", e);
        }
    }

    private static Conversation own(JsonNode one) {
        Exchange[] exchanges = JSON.treeToValue(one.path("exchanges"), Exchange[].class);
        return new Conversation(
                JSON.treeToValue(one, Heading.class),
                exchanges == null ? List.of() : List.of(exchanges));
    }

    private static Conversation foreign(JsonNode one, ChatParameters parameters, Instant now) {
        if (one.has("mapping")) {
            return ForeignChat.ofChatGpt(one, parameters, now);
        }
        return ForeignChat.ofOpenWebUi(one, parameters, now);
    }
}
