package dev.syngate.pipeline;

import dev.syngate.call.Call;
import dev.syngate.call.Refusal;
import dev.syngate.codec.ResponseObject;
import dev.syngate.protocol.Endpoint;
import dev.syngate.protocol.ErrorBodies;
import dev.syngate.protocol.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The last event of a stream that broke, in the words of its endpoint.
final class BrokenStream {
    private BrokenStream() {}

    /// @param id of the response, where its provider named it; null: it is named after the call
    /// @param events how many came before
    static byte[] event(RoutedCall routed, Refusal refusal, @Nullable String id, int events) {
        Endpoint endpoint = routed.request().endpoint();
        if (endpoint != Endpoint.RESPONSES) {
            return ErrorBodies.event(refusal, endpoint.errors());
        }
        Call call = routed.call();
        JsonNode request = Json.MAPPER.readTree(call.body());
        return new ResponseObject(
                        call.id(), routed.request().model(), call.time().getEpochSecond(), request)
                .failed(refusal, id, events);
    }
}
