package dev.syngate.export;

import dev.syngate.bodies.KeptBodies;
import dev.syngate.protocol.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import tools.jackson.databind.node.ObjectNode;

/// What was said in a request as JSON.
public final class BodiesJson {
    private BodiesJson() {}

    /// Bodies as texts; what is no text is told in base64.
    public static ObjectNode of(KeptBodies kept) {
        ObjectNode shown = Json.MAPPER.createObjectNode();
        add(shown.putObject("request"), kept.requestType(), kept.request(), kept.isRequestCut());
        add(
                shown.putObject("response"),
                kept.responseType(),
                kept.response(),
                kept.isResponseCut());
        return shown;
    }

    private static void add(ObjectNode shown, String type, byte[] body, boolean cut) {
        shown.put("content_type", type.isEmpty() ? "application/json" : type).put("cut", cut);
        if (KeptBodies.isText(type)) {
            shown.put("text", new String(body, StandardCharsets.UTF_8));
        } else {
            shown.put("base64", Base64.getEncoder().encodeToString(body));
        }
    }
}
