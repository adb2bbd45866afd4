package dev.syngate.pipeline;

import dev.syngate.call.Payload;
import dev.syngate.call.Refusal;
import dev.syngate.call.RefusedException;
import dev.syngate.codec.Complaint;
import dev.syngate.codec.Memory;
import dev.syngate.codec.Quirks;
import dev.syngate.codec.Translation;
import dev.syngate.protocol.ApiRequest;
import dev.syngate.protocol.ChatReply;
import dev.syngate.protocol.Endpoint;
import dev.syngate.provider.Credential;
import dev.syngate.provider.Provider;
import dev.syngate.provider.Upstream;
import dev.syngate.requestlog.RequestRecord.Attempt;
import dev.syngate.responses.KeptResponses;
import dev.syngate.routing.Dispatcher.Dispatch;
import dev.syngate.routing.LearnedQuirks;
import dev.syngate.routing.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The way of one call to its providers and back: byte for byte where a provider speaks the
/// caller's protocol, translated where it speaks another. Used once.
final class Passage {
    /// The field of a request whose response was too large to be stored.
    static final String NOT_KEPT = "store";

    private final RoutedCall routed;
    private final LearnedQuirks quirks;
    private Translation.@Nullable Translated sent;
    private @Nullable Wording wording;

    Passage(RoutedCall routed, LearnedQuirks quirks) {
        this.routed = routed;
        this.quirks = quirks;
    }

    /// The call, understood where a route needs it, without the routes that can't be asked this.
    ///
    /// @throws RefusedException where no route is left
    static RoutedCall prepared(RoutedCall asked, Memory memory, KeptResponses kept) {
        RoutedCall routed = EarlierTurns.told(asked, kept);
        if (!routed.routes().targets().stream().allMatch(target -> isNative(routed, target))) {
            return understood(routed, memory);
        }
        boolean styled =
                routed.admission().reasoning() != null
                        && routed.request().endpoint().isWritten()
                        && Translation.understands(routed.request().endpoint())
                        && routed.request().endpoint() != Endpoint.COMPACT;
        return styled ? retold(routed, memory) : routed;
    }

    /// The call whose answer is told in the key's style, where that loses nothing.
    private static RoutedCall retold(RoutedCall routed, Memory memory) {
        try {
            Translation translation = translation(routed, memory);
            return translation.canBeRetold() ? routed.with(translation) : routed;
        } catch (RefusedException e) {
            return routed;
        }
    }

    private static String owner(RoutedCall routed) {
        return routed.admission().spender().key();
    }

    private static RoutedCall understood(RoutedCall routed, Memory memory) {
        List<Target> targets = routed.routes().targets();
        Translation translation = translation(routed, memory);
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

    private static Translation translation(RoutedCall routed, Memory memory) {
        ApiRequest request = routed.request();
        return Translation.of(
                request.endpoint(),
                routed.call().id(),
                request.model(),
                routed.call().time().getEpochSecond(),
                request.promptTokens(),
                routed.call().body(),
                owner(routed),
                memory,
                routed.admission().reasoning());
    }

    private static boolean isNative(RoutedCall routed, Target target) {
        Endpoint endpoint = routed.request().endpoint();
        boolean painted =
                endpoint == Endpoint.IMAGE_GENERATIONS
                        && Quirks.paintsInChat(target.provider().host());
        return target.provider().protocol().serves(endpoint) && !painted;
    }

    private static Endpoint spokenAt(RoutedCall routed, Target target) {
        Provider.Protocol protocol = target.provider().protocol();
        return routed.request().endpoint().makesVectors()
                ? protocol.embedding()
                : protocol.generating(routed.request().stream());
    }

    /// Chooses the target, and says at which endpoint it is asked.
    Endpoint to(Target target) {
        Endpoint endpoint = choose(target);
        wording = new Wording(quirks, target, endpoint, sent != null && !isNative(routed, target));
        return endpoint;
    }

    private Endpoint choose(Target target) {
        Translation translation = routed.translation();
        boolean same = isNative(routed, target);
        if (translation == null || (same && !isRetold(translation))) {
            sent = null;
            return routed.request().endpoint();
        }
        if (same) {
            Endpoint endpoint = routed.request().endpoint();
            sent =
                    translation.retoldTo(
                            endpoint,
                            target.upstreamModel(),
                            routed.request().stream(),
                            maker(target));
            return endpoint;
        }
        Endpoint endpoint = spokenAt(routed, target);
        sent =
                translation.to(
                        endpoint, target.upstreamModel(), routed.request().stream(), maker(target));
        return endpoint;
    }

    private boolean isRetold(Translation translation) {
        return routed.admission().reasoning() != null && translation.canBeRetold();
    }

    /// What the chosen target is sent.
    Upstream.Request request(Target target) {
        Translation.Translated translated = sent;
        if (translated != null) {
            return translated(target, words(target).of(translated.body()));
        }
        Payload payload =
                words(target).onlyOmitsUsage()
                        ? routed.barePayload(target.upstreamModel())
                        : routed.payload(target.upstreamModel());
        boolean json =
                routed.form() == null && !routed.call().contentType().startsWith("multipart/");
        return untranslated(
                target,
                json && payload instanceof Payload.Bytes(byte[] usual)
                        ? new Payload.Bytes(words(target).of(usual))
                        : payload);
    }

    private Wording words(Target target) {
        return Objects.requireNonNull(wording, target.upstreamModel());
    }

    /// What the chosen target may take where it refused what it was sent; null: nothing else.
    Upstream.@Nullable Request amended(Target target, Complaint complaint) {
        boolean asksForUsage = sent != null || routed.request().usageSwitch() != null;
        return words(target).amend(complaint, asksForUsage) ? request(target) : null;
    }

    private Upstream.Request untranslated(Target target, Payload payload) {
        return new Upstream.Request(
                target.provider(),
                target.credential(),
                routed.request().endpoint().upstreamPath(target.upstreamModel()),
                payload,
                routed.call().contentType(),
                routed.call().passedOn(),
                target.upstreamModel());
    }

    private Upstream.Request translated(Target target, byte[] body) {
        return new Upstream.Request(
                target.provider(),
                target.credential(),
                spokenAt(routed, target).upstreamPath(target.upstreamModel()),
                new Payload.Bytes(body),
                "",
                isNative(routed, target) ? routed.call().passedOn() : routed.call().passedOnToAll(),
                target.upstreamModel());
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

    /// Whether the answer of the chosen target is passed on as it is.
    boolean isNative() {
        return sent == null;
    }

    /// The stream of the chosen target in the caller's protocol.
    AnswerEvents events(Upstream.Reply reply) {
        return sent == null
                ? new NativeEvents(reply, routed.request().endpoint().newReader())
                : new TranslatedEvents(reply, sent.answer());
    }

    /// What a whole answer is charged by: the provider's own words, but for the number of pictures.
    ChatReply charged(ChatReply said, byte[] told) {
        return sent != null && routed.request().endpoint().makesImages()
                ? sent.answer().charged(told)
                : said;
    }

    /// The whole answer of the chosen target in the caller's protocol.
    byte[] translated(byte[] body) {
        return sent == null ? body : sent.answer().whole(body);
    }

    /// The fields that were left out towards the target.
    List<String> dropped(Target target) {
        Translation translation = routed.translation();
        boolean sentOn = sent == null && !words(target).strips();
        if (sentOn && words(target).lost().isEmpty()) {
            return List.of();
        }
        List<String> dropped = new ArrayList<>(words(target).lost());
        if (translation != null && sent != null && !isNative(routed, target)) {
            dropped.addAll(0, translation.dropped(spokenAt(routed, target)));
        }
        if (words(target).strips()) {
            dropped.add("thoughts");
        }
        if (sent != null && !sent.answer().isKept()) {
            dropped.add(NOT_KEPT);
        }
        return dropped.stream().distinct().toList();
    }

    /// The record tells how the call was said otherwise, and what was left out; what was learned on
    /// the way is kept.
    Dispatch.Opened noted(Dispatch.Opened opened) {
        Target target = opened.target();
        words(target).worked();
        List<String> dropped = dropped(target);
        if (sent == null && dropped.isEmpty()) {
            return opened;
        }
        List<Attempt> attempts = new ArrayList<>(opened.attempts());
        Attempt last = attempts.removeLast();
        String how =
                sent == null
                        ? ""
                        : isNative(routed, target)
                                ? ", thoughts told in another style"
                                : ", translated to " + target.provider().protocol().wireName();
        String without = dropped.isEmpty() ? "" : " without " + String.join(", ", dropped);
        attempts.add(last.and(how + without));
        return new Dispatch.Opened(opened.reply(), opened.target(), attempts, opened.waitedNanos());
    }
}
