package dev.syngate.codec;

import dev.syngate.hub.Effort;
import dev.syngate.protocol.Endpoint;
import dev.syngate.protocol.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Says a request as a provider wants it said. Pure functions.
public final class Quirks {
    /// What nobody misses, since the caller did not ask for it.
    private static final Set<String> OURS = Set.of("stream_options", "reasoning_content");

    private Quirks() {}

    /// What is known of a host before anyone asks it.
    ///
    /// @param model what the provider calls it
    public static List<Quirk> known(Endpoint endpoint, String host, String model) {
        return KnownQuirks.of(endpoint, host, model);
    }

    /// Whether models of the host make pictures in chats only, though it speaks OpenAI's protocol.
    public static boolean paintsInChat(String host) {
        return host.equals("openrouter.ai");
    }

    /// Changes the request.
    ///
    /// @return the parameters that it lost
    public static List<String> apply(List<Quirk> quirks, ObjectNode request) {
        Set<String> lost = new TreeSet<>();
        for (Quirk quirk : quirks) {
            for (ObjectNode place : places(quirk.parameter(), request)) {
                boolean had = place.has(quirk.name());
                change(quirk, place);
                if (had && quirk.action() == Quirk.Action.DROP && !OURS.contains(quirk.name())) {
                    lost.add(quirk.parameter());
                }
            }
        }
        return List.copyOf(lost);
    }

    /// The objects that may hold a parameter.
    static List<ObjectNode> places(String parameter, ObjectNode request) {
        List<JsonNode> found = List.of(request);
        String[] path = parameter.split("\\.");
        for (int i = 0; i < path.length - 1; i++) {
            List<JsonNode> next = new ArrayList<>();
            for (JsonNode node : found) {
                if (path[i].equals("*")) {
                    node.forEach(next::add);
                } else if (node.has(path[i])) {
                    next.add(node.path(path[i]));
                }
            }
            found = next;
        }
        return found.stream()
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .toList();
    }

    private static void change(Quirk quirk, ObjectNode place) {
        String name = quirk.name();
        if (quirk.action() == Quirk.Action.FILL) {
            boolean assistant = Fields.text(place.path("role")).equals("assistant");
            if (assistant && !place.has(name)) {
                place.put(name, quirk.value());
            }
            return;
        }
        JsonNode value = place.get(name);
        if (value == null) {
            return;
        }
        switch (quirk.action()) {
            case DROP -> place.remove(name);
            case RENAME -> {
                place.remove(name);
                if (!place.has(quirk.value())) {
                    place.set(quirk.value(), value);
                }
            }
            case PLAIN_SCHEMA -> {
                place.remove(name);
                place.set(quirk.value(), GeminiSchema.reduced(value));
            }
            case LEVELS -> place.put(name, nearest(Fields.text(value), quirk.value()));
            case EFFORT -> effort(place, Effort.ofWord(Fields.text(value)), quirk.value());
            case FILL -> {}
        }
    }

    /// The highest of the levels that is not above the word, else the lowest.
    private static String nearest(String word, String levels) {
        Effort wanted = Effort.ofWord(word);
        if (wanted == null) {
            return word;
        }
        String best = "";
        for (String level : levels.split(",")) {
            Effort known = Effort.ofWord(level);
            boolean fits = known != null && known.compareTo(wanted) <= 0;
            if (best.isEmpty() || fits) {
                best = level;
            }
        }
        return best;
    }

    /// @param how `thinking` and `enable_thinking` switch it only, `thinking.type` beside an effort
    private static void effort(ObjectNode place, @Nullable Effort effort, String how) {
        boolean thinks = effort != Effort.NONE;
        switch (how) {
            case "enable_thinking" -> {
                place.remove("reasoning_effort");
                place.put("enable_thinking", thinks);
                if (thinks && effort != null) {
                    place.put("thinking_budget", effort.budget());
                }
            }
            default -> {
                place.putObject("thinking").put("type", thinks ? "enabled" : "disabled");
                if (!thinks || how.equals("thinking")) {
                    place.remove("reasoning_effort");
                }
            }
        }
    }

    /// The request as JSON; an empty object where it is none.
    public static ObjectNode read(byte[] body) {
        return Json.MAPPER.readTree(body) instanceof ObjectNode object
                ? object
                : Json.MAPPER.createObjectNode();
    }
}
