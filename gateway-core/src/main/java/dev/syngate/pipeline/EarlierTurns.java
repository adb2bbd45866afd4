package dev.syngate.pipeline;

import dev.syngate.call.ErrorCode;
import dev.syngate.call.Refusal;
import dev.syngate.call.RefusedException;
import dev.syngate.codec.ResponseObject;
import dev.syngate.protocol.Endpoint;
import dev.syngate.protocol.Json;
import dev.syngate.responses.Kept;
import dev.syngate.responses.KeptResponses;
import dev.syngate.responses.ResponseInput;
import dev.syngate.routing.Target;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Tells a call of the Responses API the turns that it only names: those that are kept here. Those
/// that a provider keeps lead to that provider.
final class EarlierTurns {
    private static final String PREVIOUS = "previous_response_id";
    private static final String REFERENCE = "item_reference";

    /// How the id of a thought begins.
    private static final String THOUGHT = "\"rs_";

    /// The items of our own responses name the call that made them.
    private static final Pattern OWN_ITEM = Pattern.compile("[a-z]+_(.+)_([0-9]{1,4})");

    private final RoutedCall routed;
    private final KeptResponses kept;
    private final String owner;

    private EarlierTurns(RoutedCall routed, KeptResponses kept) {
        this.routed = routed;
        this.kept = kept;
        this.owner = routed.admission().spender().key();
    }

    /// @throws RefusedException when they are not known
    static RoutedCall told(RoutedCall routed, KeptResponses kept) {
        if (routed.request().endpoint() != Endpoint.RESPONSES) {
            return routed;
        }
        String text = new String(routed.call().body(), StandardCharsets.ISO_8859_1);
        boolean names =
                text.contains(PREVIOUS) || text.contains(REFERENCE) || text.contains(THOUGHT);
        return names && Json.MAPPER.readTree(routed.call().body()) instanceof ObjectNode request
                ? new EarlierTurns(routed, kept).told(request)
                : routed;
    }

    private RoutedCall told(ObjectNode request) {
        boolean changed = resolve(request);
        String previous = request.path(PREVIOUS).asString("");
        if (previous.isEmpty()) {
            return changed ? routed.withBody(Json.MAPPER.writeValueAsBytes(request)) : routed;
        }
        Kept one = kept.find(previous, owner);
        if (one == null) {
            if (kept.isKnown(previous)) {
                throw notFound("No response of that id is known for this API key.");
            }
            return only(this::isNative);
        }
        return one.provider() == null
                ? continued(request, previous)
                : only(target -> isNative(target) && isKeeper(target, one));
    }

    private static boolean isKeeper(Target target, Kept one) {
        return target.provider().id().equals(one.provider())
                && (one.credential() == null || one.credential().equals(target.credentialId()));
    }

    /// Providers that keep responses themselves know none of ours: there the conversation is new.
    private RoutedCall continued(ObjectNode request, String previous) {
        KeptResponses.Content before = kept.content(previous, owner);
        if (before == null) {
            throw notFound("No response of that id is kept any more.");
        }
        request.set(
                "input",
                ResponseInput.continued(
                        before.input(), before.response().path("output"), request.path("input")));
        List<Target> translated =
                routed.routes().targets().stream().filter(target -> !isNative(target)).toList();
        if (translated.isEmpty()) {
            request.remove(PREVIOUS);
        }
        RoutedCall left = translated.isEmpty() ? routed : only(target -> !isNative(target));
        return left.withBody(Json.MAPPER.writeValueAsBytes(request));
    }

    private boolean isNative(Target target) {
        return target.provider().protocol().serves(Endpoint.RESPONSES);
    }

    private RoutedCall only(Predicate<Target> able) {
        List<Target> left = routed.routes().targets().stream().filter(able).toList();
        if (left.isEmpty()) {
            throw notFound(
                    "No response of that id is kept for this API key and model; send the whole conversation as `input`.");
        }
        return routed.withRoutes(routed.routes().with(left));
    }

    private static RefusedException notFound(String message) {
        return new RefusedException(
                new Refusal(ErrorCode.PREVIOUS_RESPONSE_NOT_FOUND, message, PREVIOUS, null));
    }

    /// Puts items of ours in the places where they are only named.
    ///
    /// @return whether there were any
    private boolean resolve(ObjectNode request) {
        if (!(request.path("input") instanceof ArrayNode input)) {
            return false;
        }
        boolean changed = false;
        for (int i = 0; i < input.size(); i++) {
            JsonNode item = input.get(i);
            JsonNode meant = isOnlyNamed(item) ? itemOf(item.path("id").asString("")) : null;
            if (meant != null) {
                input.set(i, meant);
                changed = true;
            }
        }
        return changed;
    }

    /// Thoughts of a stored response are told without what their maker wants back: their id means
    /// it (Responses reference, `store`).
    private boolean isOnlyNamed(JsonNode item) {
        return switch (item.path("type").asString("")) {
            case REFERENCE -> true;
            case "reasoning" ->
                    !item.hasNonNull("encrypted_content")
                            && routed.routes().targets().stream()
                                    .anyMatch(target -> !isNative(target));
            default -> false;
        };
    }

    private @Nullable JsonNode itemOf(String id) {
        Matcher own = OWN_ITEM.matcher(id);
        KeptResponses.Content made =
                own.matches() ? kept.content(ResponseObject.PREFIX + own.group(1), owner) : null;
        if (made == null) {
            return null;
        }
        JsonNode item = made.response().path("output").path(Integer.parseInt(own.group(2)));
        return item.path("id").asString("").equals(id) ? item : null;
    }
}
