package dev.syngate.pipeline;

import dev.syngate.access.Admission;
import dev.syngate.call.Call;
import dev.syngate.protocol.ChatRequest;
import dev.syngate.routing.Router.Routing;

/// A call that was admitted, understood and has somewhere to go.
record Order(Call call, Admission admission, ChatRequest request, Routing.Routes routes) {
    Order withRoutes(Routing.Routes others) {
        return new Order(call, admission, request, others);
    }
}
