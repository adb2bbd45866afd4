package dev.syngate.pipeline;

import dev.syngate.call.Payload;
import dev.syngate.call.Refusal;
import dev.syngate.call.RefusedException;
import dev.syngate.codec.Translation;
import dev.syngate.protocol.AnswerReader;
import dev.syngate.protocol.ApiRequest;
import dev.syngate.protocol.Endpoint;
import dev.syngate.provider.Upstream;
import dev.syngate.requestlog.RequestRecord.Attempt;
import dev.syngate.routing.Dispatcher.Dispatch;
import dev.syngate.routing.Router.Routing;
import dev.syngate.routing.Router.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The way of one call to its providers and back: byte for byte where a provider speaks the
/// caller's protocol, translated where it speaks another. Used once.
final class Passage {
    private final RoutedCall routed;
    private Translation.@Nullable Translated sent;

    Passage(RoutedCall routed) {
        this.routed = routed;
    }

    /// The call, understood where a route needs it, without the routes that can't be asked this.
    ///
    /// @throws RefusedException where no route is left
    static RoutedCall prepared(RoutedCall routed) {
        List<Target> targets = routed.routes().targets();
        if (targets.stream().allMatch(target -> isNative(routed, target))) {
            return routed;
        }
        ApiRequest request = routed.request();
        Translation translation =
                Translation.of(
                        request.endpoint(),
                        routed.call().id(),
                        request.model(),
                        routed.call().time().getEpochSecond(),
                        request.promptTokens(),
                        routed.call().body());
        Refusal refusal = null;
        List<Target> able = new ArrayList<>(targets.size());
        for (Target target : targets) {
            Refusal no =
                    isNative(routed, target) ? null : translation.refusal(spokenAt(routed, target));
            if (no == null) {
                able.add(target);
            } else {
                refusal = no;
            }
        }
        if (able.isEmpty() && refusal != null) {
            throw new RefusedException(refusal);
        }
        return routed.withRoutes(new Routing.Routes(routed.routes().model(), able))
                .with(translation);
    }

    private static boolean isNative(RoutedCall routed, Target target) {
        return target.provider().protocol().serves(routed.request().endpoint());
    }

    private static Endpoint spokenAt(RoutedCall routed, Target target) {
        return target.provider().protocol().generating(routed.request().stream());
    }

    /// What a provider is sent.
    Upstream.Request request(Target target) {
        Translation translation = routed.translation();
        if (translation == null || isNative(routed, target)) {
            sent = null;
            return new Upstream.Request(
                    target.provider(),
                    routed.request().endpoint().upstreamPath(target.upstreamModel()),
                    routed.payload(target.upstreamModel()),
                    routed.call().contentType(),
                    routed.call().passedOn());
        }
        Endpoint endpoint = spokenAt(routed, target);
        Translation.Translated translated =
                translation.to(
                        endpoint, target.upstreamModel(), routed.request().stream(), maker(target));
        sent = translated;
        return new Upstream.Request(
                target.provider(),
                endpoint.upstreamPath(target.upstreamModel()),
                new Payload.Bytes(translated.body()),
                "",
                Map.of());
    }

    /// Who makes seals there: they are worth nothing elsewhere, nor with another credential.
    private static String maker(Target target) {
        return String.join(
                " ",
                target.provider().protocol().wireName(),
                target.provider().id(),
                String.valueOf(target.provider().credential()),
                target.upstreamModel());
    }

    /// The outcome in the caller's protocol.
    Dispatch translated(Dispatch dispatch) {
        Translation translation = routed.translation();
        if (!(dispatch instanceof Dispatch.Opened opened) || translation == null || sent == null) {
            return dispatch;
        }
        Endpoint endpoint = spokenAt(routed, opened.target());
        return new Dispatch.Opened(
                new TranslatedReply(
                        opened.reply(), sent.answers().get(), endpoint.endsWithoutMark()),
                opened.target(),
                noted(opened.attempts(), opened.target(), translation.dropped(endpoint)),
                opened.waitedNanos());
    }

    /// The record tells that the call was translated, and what was left out.
    private static List<Attempt> noted(
            List<Attempt> attempts, Target target, List<String> dropped) {
        List<Attempt> noted = new ArrayList<>(attempts);
        Attempt last = noted.removeLast();
        String how = ", translated to " + target.provider().protocol().wireName();
        String without = dropped.isEmpty() ? "" : " without " + String.join(", ", dropped);
        noted.add(
                new Attempt(
                        last.provider(),
                        last.upstreamModel(),
                        last.outcome() + how + without,
                        last.millis()));
        return noted;
    }

    /// Understands the answer as the caller gets it.
    static AnswerReader reader(RoutedCall routed, Dispatch.Opened opened) {
        return opened.reply() instanceof TranslatedReply translated
                ? translated.reader()
                : routed.request().endpoint().newReader();
    }

    /// The fields that were left out towards whoever answers; empty: none.
    static List<String> dropped(RoutedCall routed, Dispatch.Opened opened) {
        Translation translation = routed.translation();
        return translation == null || !(opened.reply() instanceof TranslatedReply)
                ? List.of()
                : translation.dropped(spokenAt(routed, opened.target()));
    }
}
