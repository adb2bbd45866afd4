package dev.syngate.protocol;

import dev.syngate.secrets.Redaction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Finds the words in what providers answer when something went wrong, whatever its shape. Words
/// are plain text of at most 500 characters, without tags and credentials. Pure functions.
public final class UpstreamErrors {
    private static final int LONGEST = 500;
    private static final List<String> MESSAGES =
            List.of(
                    "/error/message",
                    "/error/detail",
                    "/error",
                    "/message/detail/0/msg",
                    "/message",
                    "/msg",
                    "/detail/0/msg",
                    "/detail",
                    "/base_resp/status_msg",
                    "/errors/0/message",
                    "/title");
    private static final List<String> CODES =
            List.of(
                    "/error/code",
                    "/error/type",
                    "/code",
                    "/base_resp/status_code",
                    "/errors/0/code",
                    "/type");
    private static final Pattern TAG = Pattern.compile("<[^<>]{0,2000}>");
    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Cntrl}]+");

    private UpstreamErrors() {}

    /// @param code the provider's own code; null when it named none
    public record UpstreamError(String message, @Nullable String code) {}

    /// Reads the body of an error answer.
    public static UpstreamError read(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8).strip();
        try {
            JsonNode tree = Json.MAPPER.readTree(text);
            JsonNode root = tree.isArray() && !tree.isEmpty() ? tree.get(0) : tree;
            String message = first(root, MESSAGES);
            String code = first(root, CODES);
            return new UpstreamError(
                    message == null ? "the provider gave no reason" : clean(message), code);
        } catch (JacksonException e) {
            return new UpstreamError(notJson(text), null);
        }
    }

    private static String notJson(String text) {
        if (text.isEmpty()) {
            return "the provider gave no reason";
        }
        return text.startsWith("<")
                ? "the provider answered with a web page instead of JSON"
                : clean(text);
    }

    /// The failure that a body reports in spite of status 200; null when it reports none.
    static @Nullable String find(JsonNode root) {
        boolean succeeded = root.path("base_resp").path("status_code").asInt(0) == 0;
        boolean names = saysSomething(root.path("error"));
        boolean flat =
                root.path("code").isValueNode()
                        && !root.path("code").isNull()
                        && root.has("message");
        boolean isError = "error".equals(root.path("object").asString("")) || root.has("detail");
        if (succeeded && !names && !flat && !isError) {
            return null;
        }
        String message = first(root, MESSAGES);
        return message == null ? "the provider reported an error without words" : clean(message);
    }

    private static boolean saysSomething(JsonNode error) {
        return switch (error.getNodeType()) {
            case OBJECT, ARRAY -> !error.isEmpty();
            case STRING -> !error.asString().isBlank();
            case BOOLEAN -> error.asBoolean();
            case NUMBER -> true;
            case MISSING, NULL, BINARY, POJO -> false;
        };
    }

    private static @Nullable String first(JsonNode root, List<String> pointers) {
        for (String pointer : pointers) {
            JsonNode found = root.at(pointer);
            if (found.isValueNode() && !found.isNull() && !found.asString("").isBlank()) {
                return clean(found.asString(""));
            }
        }
        return null;
    }

    /// Makes any text of a provider fit to be shown: no tags, no credentials, one line, at most 500
    /// characters.
    public static String clean(String text) {
        String start = text.length() > 8 * LONGEST ? text.substring(0, 8 * LONGEST) : text;
        String plain = SPACE.matcher(TAG.matcher(start).replaceAll(" ")).replaceAll(" ").strip();
        String masked = Redaction.of(plain);
        return masked.length() <= LONGEST ? masked : masked.substring(0, LONGEST - 1) + "…";
    }
}
