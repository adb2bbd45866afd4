package dev.syngate.pipeline;

import dev.syngate.access.Admission;
import dev.syngate.call.Call;
import dev.syngate.protocol.ApiRequest;
import dev.syngate.routing.Router.Routing;

/// A call that was admitted, understood and has somewhere to go.
record Order(Call call, Admission admission, ApiRequest request, Routing.Routes routes) {
    /// The same order, its prompt counted instead of guessed.
    Order counted() {
        ApiRequest precise = request.counted(call.body(), call.contentType());
        return new Order(call, admission, precise, routes);
    }

    Order withRoutes(Routing.Routes others) {
        return new Order(call, admission, request, others);
    }
}
