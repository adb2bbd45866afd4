package dev.syngate.pipeline;

import dev.syngate.access.Admission;
import dev.syngate.call.Call;
import dev.syngate.call.Payload;
import dev.syngate.protocol.ApiRequest;
import dev.syngate.routing.Router.Routing;
import dev.syngate.upload.FormUpload;
import org.jspecify.annotations.Nullable;

/// A call that was admitted, understood and has somewhere to go.
///
/// @param form the form that is still arriving; null: the call's body is there
record Order(
        Call call,
        Admission admission,
        ApiRequest request,
        Routing.Routes routes,
        @Nullable FormUpload form) {
    /// An order whose body is there.
    Order(Call call, Admission admission, ApiRequest request, Routing.Routes routes) {
        this(call, admission, request, routes, null);
    }

    /// The same order, its prompt counted instead of guessed.
    Order counted() {
        ApiRequest precise = request.counted(call.body(), call.contentType());
        return new Order(call, admission, precise, routes, form);
    }

    Order withRoutes(Routing.Routes others) {
        return new Order(call, admission, request, others, form);
    }

    /// What a provider gets that knows the model by that name.
    Payload payload(String upstreamModel) {
        return form == null
                ? new Payload.Bytes(request.forUpstream(call.body(), upstreamModel))
                : form.naming(request, upstreamModel);
    }

    /// The same when nothing more of its form will come.
    Order received() {
        return form == null ? this : new Order(call, admission, form.seal(), routes, null);
    }
}
