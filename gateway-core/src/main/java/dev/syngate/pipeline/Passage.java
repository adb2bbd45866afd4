package dev.syngate.pipeline;

import dev.syngate.call.Payload;
import dev.syngate.call.Refusal;
import dev.syngate.call.RefusedException;
import dev.syngate.codec.Memory;
import dev.syngate.codec.Translation;
import dev.syngate.protocol.ApiRequest;
import dev.syngate.protocol.Endpoint;
import dev.syngate.provider.Credential;
import dev.syngate.provider.Upstream;
import dev.syngate.requestlog.RequestRecord.Attempt;
import dev.syngate.routing.Dispatcher.Dispatch;
import dev.syngate.routing.Target;
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
    static RoutedCall prepared(RoutedCall routed, Memory memory) {
        return routed.routes().targets().stream().allMatch(target -> isNative(routed, target))
                ? routed
                : understood(recalled(routed, memory), memory);
    }

    /// The call with its earlier turns: only providers that keep none get those that are kept here,
    /// and the others know what they keep themselves.
    private static RoutedCall recalled(RoutedCall routed, Memory memory) {
        if (routed.request().endpoint() != Endpoint.RESPONSES) {
            return routed;
        }
        byte[] body = memory.recalled(owner(routed), routed.call().body());
        if (body == routed.call().body()) {
            return routed;
        }
        List<Target> able = new ArrayList<>(routed.routes().targets());
        able.removeIf(target -> isNative(routed, target) == (body != null));
        if (able.isEmpty()) {
            throw RefusedException.field(
                    "previous_response_id",
                    "No response of that id is kept for this API key; send the whole conversation as `input`.");
        }
        RoutedCall left = routed.withRoutes(routed.routes().with(able));
        return body == null ? left : left.withBody(body);
    }

    private static String owner(RoutedCall routed) {
        return routed.admission().spender().key();
    }

    private static RoutedCall understood(RoutedCall routed, Memory memory) {
        List<Target> targets = routed.routes().targets();
        ApiRequest request = routed.request();
        Translation translation =
                Translation.of(
                        request.endpoint(),
                        routed.call().id(),
                        request.model(),
                        routed.call().time().getEpochSecond(),
                        request.promptTokens(),
                        routed.call().body(),
                        owner(routed),
                        memory);
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
        return routed.withRoutes(routed.routes().with(able)).with(translation);
    }

    private static boolean isNative(RoutedCall routed, Target target) {
        return target.provider().protocol().serves(routed.request().endpoint());
    }

    private static Endpoint spokenAt(RoutedCall routed, Target target) {
        return target.provider().protocol().generating(routed.request().stream());
    }

    /// Chooses the target, and says at which endpoint it is asked.
    Endpoint to(Target target) {
        Translation translation = routed.translation();
        if (translation == null || isNative(routed, target)) {
            sent = null;
            return routed.request().endpoint();
        }
        Endpoint endpoint = spokenAt(routed, target);
        sent =
                translation.to(
                        endpoint, target.upstreamModel(), routed.request().stream(), maker(target));
        return endpoint;
    }

    /// What the chosen target is sent.
    Upstream.Request request(Target target) {
        Translation.Translated translated = sent;
        return translated == null
                ? untranslated(target, routed.payload(target.upstreamModel()))
                : translated(target, translated.body());
    }

    /// The same without asking for usage; null: that is not asked for.
    Upstream.@Nullable Request bareRequest(Target target) {
        Translation.Translated translated = sent;
        if (translated != null) {
            byte[] bare = translated.bare();
            return bare == null ? null : translated(target, bare);
        }
        return routed.request().usageSwitch() == null
                ? null
                : untranslated(target, routed.barePayload(target.upstreamModel()));
    }

    private Upstream.Request untranslated(Target target, Payload payload) {
        return new Upstream.Request(
                target.provider(),
                target.credential(),
                routed.request().endpoint().upstreamPath(target.upstreamModel()),
                payload,
                routed.call().contentType(),
                routed.call().passedOn());
    }

    private Upstream.Request translated(Target target, byte[] body) {
        return new Upstream.Request(
                target.provider(),
                target.credential(),
                spokenAt(routed, target).upstreamPath(target.upstreamModel()),
                new Payload.Bytes(body),
                "",
                Map.of());
    }

    /// Who makes seals there: they are worth nothing elsewhere, nor with another credential.
    private static String maker(Target target) {
        Credential credential = target.credential();
        return String.join(
                " ",
                target.provider().protocol().wireName(),
                target.provider().id(),
                credential == null ? "" : credential.id(),
                target.upstreamModel());
    }

    /// Whether the chosen target speaks the caller's protocol.
    boolean isNative() {
        return sent == null;
    }

    /// The stream of the chosen target in the caller's protocol.
    Upstream.Reply translated(Upstream.Reply reply) {
        return sent == null ? reply : new TranslatedReply(reply, sent.answer());
    }

    /// The whole answer of the chosen target in the caller's protocol.
    byte[] translated(byte[] body) {
        return sent == null ? body : sent.answer().whole(body);
    }

    /// The fields that were left out towards the target.
    List<String> dropped(Target target) {
        Translation translation = routed.translation();
        return translation == null || sent == null
                ? List.of()
                : translation.dropped(spokenAt(routed, target));
    }

    /// The record tells that the call was translated, and what was left out.
    Dispatch.Opened noted(Dispatch.Opened opened) {
        if (sent == null) {
            return opened;
        }
        List<Attempt> attempts = new ArrayList<>(opened.attempts());
        Attempt last = attempts.removeLast();
        List<String> dropped = dropped(opened.target());
        String how = ", translated to " + opened.target().provider().protocol().wireName();
        String without = dropped.isEmpty() ? "" : " without " + String.join(", ", dropped);
        attempts.add(
                new Attempt(
                        last.provider(),
                        last.upstreamModel(),
                        last.outcome() + how + without,
                        last.millis()));
        return new Dispatch.Opened(opened.reply(), opened.target(), attempts, opened.waitedNanos());
    }
}
