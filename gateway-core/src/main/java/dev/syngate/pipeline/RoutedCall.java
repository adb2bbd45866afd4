package dev.syngate.pipeline;

import dev.syngate.access.Admission;
import dev.syngate.call.Call;
import dev.syngate.call.Payload;
import dev.syngate.codec.Translation;
import dev.syngate.protocol.ApiRequest;
import dev.syngate.routing.Router.Routing;
import dev.syngate.upload.FormUpload;
import org.jspecify.annotations.Nullable;

/// A call that was admitted, understood and has somewhere to go.
///
/// @param form the form that is still arriving; null: the call's body is there
/// @param translation for providers of other protocols; null: all speak the caller's
/// @param isCounted whether the prompt's tokens were counted, not guessed
record RoutedCall(
        Call call,
        Admission admission,
        ApiRequest request,
        Routing.Routes routes,
        @Nullable FormUpload form,
        @Nullable Translation translation,
        boolean isCounted) {
    /// A call whose prompt is guessed at.
    RoutedCall(
            Call call,
            Admission admission,
            ApiRequest request,
            Routing.Routes routes,
            @Nullable FormUpload form) {
        this(call, admission, request, routes, form, null, false);
    }

    /// A call whose body is there.
    RoutedCall(Call call, Admission admission, ApiRequest request, Routing.Routes routes) {
        this(call, admission, request, routes, null);
    }

    /// The same call, its prompt counted instead of guessed; counted once.
    RoutedCall counted() {
        if (isCounted) {
            return this;
        }
        ApiRequest precise = request.counted(call.body(), call.contentType());
        return new RoutedCall(call, admission, precise, routes, form, translation, true);
    }

    /// The tokens of the prompt that are held: whoever is limited must not pay less than is used.
    long heldPromptTokens() {
        if (!admission.isLimited()) {
            return request.promptTokens();
        }
        return isCounted ? request.carefulPromptTokens() : request.mostPromptTokens(call.body());
    }

    RoutedCall withRoutes(Routing.Routes others) {
        return new RoutedCall(call, admission, request, others, form, translation, isCounted);
    }

    /// The same call, asked in other words.
    RoutedCall withBody(byte[] body) {
        Call other = call.withBody(body);
        ApiRequest read =
                ApiRequest.read(
                        request.endpoint(),
                        body,
                        call.contentType(),
                        request.endpoint().hasModelInPath() ? request.model() : null);
        return new RoutedCall(other, admission, read, routes, form, translation, false);
    }

    RoutedCall with(Translation translated) {
        return new RoutedCall(call, admission, request, routes, form, translated, isCounted);
    }

    /// What a provider gets that knows the model by that name.
    Payload payload(String upstreamModel) {
        return form == null
                ? new Payload.Bytes(request.forUpstream(call.body(), upstreamModel))
                : form.naming(request, upstreamModel);
    }

    /// The same without asking for usage.
    Payload barePayload(String upstreamModel) {
        return form == null
                ? new Payload.Bytes(request.bareForUpstream(call.body(), upstreamModel))
                : form.naming(request, upstreamModel);
    }

    /// The same when nothing more of its form will come.
    RoutedCall received() {
        return form == null
                ? this
                : new RoutedCall(call, admission, form.seal(), routes, null, null, isCounted);
    }
}
