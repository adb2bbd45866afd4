package dev.syngate.pipeline;

import dev.syngate.billing.Usage;
import dev.syngate.call.Cancellation;
import dev.syngate.call.ErrorCode;
import dev.syngate.call.Refusal;
import dev.syngate.protocol.AnswerReader;
import dev.syngate.protocol.ChatReply;
import dev.syngate.protocol.Endpoint;
import dev.syngate.protocol.ErrorBodies;
import dev.syngate.provider.Upstream;
import dev.syngate.requestlog.RequestRecord;
import dev.syngate.routing.Dispatcher;
import dev.syngate.routing.Dispatcher.Dispatch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Sends a call upstream and its answer back, whole or streamed, and says how it ended exactly
/// once.
public final class Relay {
    private static final String JSON = "application/json";
    private static final int USUAL_REPLY = 8 * 1024;
    private static final int LARGEST_REPLY = 64 * 1024 * 1024;

    private final Dispatcher dispatcher;
    private final ResponseOwners kept;

    public Relay(Dispatcher dispatcher, ResponseOwners kept) {
        this.dispatcher = dispatcher;
        this.kept = kept;
    }

    /// @param settlement charges and records the ending; called once, before the last byte is sent
    void run(RoutedCall routed, Reply reply, Settlement settlement) {
        Passage passage = new Passage(routed);
        Dispatch dispatch =
                dispatcher.open(
                        routed.routes().targets(), passage::request, routed.call().cancellation());
        RoutedCall received = routed.received();
        finish(received, passage.translated(dispatch), reply, settlement.of(received));
    }

    private void finish(RoutedCall routed, Dispatch dispatch, Reply reply, Settlement settlement) {
        switch (dispatch) {
            case Dispatch.Opened opened -> answer(routed, opened, reply, settlement);
            case Dispatch.Rejected rejected -> {
                settlement.settle(
                        Ending.failed(
                                rejected.status(),
                                rejected.code(),
                                rejected.target(),
                                rejected.attempts()));
                RouteHeaders.putProvider(reply, rejected.target());
                reply.whole(
                        rejected.status(),
                        JSON,
                        ErrorBodies.passedOn(
                                rejected.status(),
                                rejected.message(),
                                rejected.code(),
                                routed.request().endpoint().errors()));
            }
            case Dispatch.Failed failed -> {
                Refusal refusal = failed.refusal();
                settlement.settle(
                        Ending.failed(
                                refusal.code().status(),
                                refusal.code().code(),
                                null,
                                failed.attempts()));
                reply.refuse(refusal);
            }
            case Dispatch.Abandoned left -> {
                settlement.settle(Ending.failed(Ending.CLIENT_LEFT, null, null, left.attempts()));
                reply.end();
            }
        }
    }

    private void answer(
            RoutedCall routed, Dispatch.Opened opened, Reply reply, Settlement settlement) {
        try (var upstream = opened.reply()) {
            String type = upstream.contentType();
            RouteHeaders.putDropped(reply, Passage.dropped(routed, opened));
            if (type.startsWith("text/event-stream")) {
                new StreamRelay(routed, opened, reply, settlement, kept).run();
            } else if (isSound(routed, type)) {
                new ByteRelay(routed, opened, reply, settlement).run();
            } else {
                whole(routed, opened, reply, settlement);
            }
        }
    }

    private static boolean isSound(RoutedCall routed, String type) {
        boolean speech = routed.request().endpoint() == Endpoint.SPEECH;
        return type.startsWith("audio/") || (speech && !type.startsWith(JSON));
    }

    private void whole(
            RoutedCall routed, Dispatch.Opened opened, Reply reply, Settlement settlement) {
        long reading = System.nanoTime();
        byte[] body;
        try {
            body = read(opened.reply());
        } catch (IOException e) {
            failWhole(routed.call().cancellation(), opened, e, reply, settlement);
            return;
        }
        long read = System.nanoTime() - reading;
        AnswerReader reader = Passage.reader(routed, opened);
        ChatReply answer = understood(routed, opened, body, reader);
        kept.remember(reader.keptAs(), routed, opened.target());
        if (answer.error() != null) {
            refuse(Refusal.of(ErrorCode.UPSTREAM_ERROR, answer.error()), opened, reply, settlement);
            return;
        }
        Usage usage = UsageMeter.of(answer, routed);
        RequestRecord settled =
                settlement.settle(
                        new Ending(
                                200,
                                null,
                                usage,
                                opened.target(),
                                routed.call().elapsedMillis(),
                                opened.attempts()));
        try {
            reply.settled(settled);
        } catch (IOException e) {
            routed.call().cancellation().cancel();
        }
        RouteHeaders.put(reply, routed.call(), opened, read);
        String type = opened.reply().contentType();
        reply.whole(opened.reply().status(), isText(type) ? type : JSON, body);
    }

    /// Transcripts come as plain text where the caller asks for it.
    private static boolean isText(String type) {
        return type.startsWith("text/plain")
                || type.startsWith("text/vtt")
                || type.startsWith("application/x-subrip");
    }

    private static ChatReply understood(
            RoutedCall routed, Dispatch.Opened opened, byte[] body, AnswerReader reader) {
        boolean transcript =
                switch (routed.request().endpoint()) {
                    case TRANSCRIPTIONS, TRANSLATIONS -> isText(opened.reply().contentType());
                    default -> false;
                };
        return transcript
                ? new ChatReply(null, "", new String(body, StandardCharsets.UTF_8), null)
                : reader.reply(body);
    }

    private static void refuse(
            Refusal refusal, Dispatch.Opened opened, Reply reply, Settlement settlement) {
        settlement.settle(
                Ending.failed(
                        refusal.code().status(),
                        refusal.code().code(),
                        opened.target(),
                        opened.attempts()));
        reply.refuse(refusal);
    }

    /// The whole body.
    static byte[] read(Upstream.Reply reply) throws IOException {
        byte[] buffer = new byte[USUAL_REPLY];
        int first = reply.read(buffer);
        byte[] start = Arrays.copyOf(buffer, Math.max(0, first));
        int more = first < 0 ? -1 : reply.read(buffer);
        return more < 0 ? start : readOn(reply, start, buffer, more);
    }

    private static byte[] readOn(Upstream.Reply reply, byte[] start, byte[] buffer, int more)
            throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream(4 * USUAL_REPLY);
        body.writeBytes(start);
        for (int n = more; n >= 0; n = reply.read(buffer)) {
            body.write(buffer, 0, n);
            if (body.size() > LARGEST_REPLY) {
                throw new IOException("the provider's reply is too large");
            }
        }
        return body.toByteArray();
    }

    private static void failWhole(
            Cancellation cancellation,
            Dispatch.Opened opened,
            IOException e,
            Reply reply,
            Settlement settlement) {
        if (cancellation.isCancelled()) {
            settlement.settle(
                    Ending.failed(Ending.CLIENT_LEFT, null, opened.target(), opened.attempts()));
            reply.end();
            return;
        }
        refuse(broken(e), opened, reply, settlement);
    }

    static Refusal broken(IOException e) {
        return e instanceof SocketTimeoutException
                ? Refusal.of(
                        ErrorCode.UPSTREAM_TIMEOUT,
                        "The provider fell silent in the middle of its answer.")
                : Refusal.of(
                        ErrorCode.UPSTREAM_ERROR,
                        "The provider's connection broke in the middle of its answer.");
    }
}
