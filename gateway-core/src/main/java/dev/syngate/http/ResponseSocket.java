package dev.syngate.http;

import dev.syngate.call.Call;
import dev.syngate.call.Caller;
import dev.syngate.call.Cancellation;
import dev.syngate.call.ErrorCode;
import dev.syngate.call.Refusal;
import dev.syngate.call.RefusedException;
import dev.syngate.call.RequestIds;
import dev.syngate.codec.ResponseObject;
import dev.syngate.pipeline.Pipeline;
import dev.syngate.protocol.Endpoint;
import dev.syngate.protocol.Json;
import dev.syngate.responses.ResponseInput;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedBinaryMessage;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.WebSocketChannel;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// One WebSocket of the Responses API (Responses reference, "WebSocket"). Each `response.create` is
/// a call of its own, one after the other; the latest response is remembered with the connection,
/// also where it is not stored. Messages come on the I/O thread; a virtual thread answers them.
final class ResponseSocket extends AbstractReceiveListener {
    private static final Logger LOG = System.getLogger(ResponseSocket.class.getName());
    static final int LARGEST_MESSAGE = 64 * 1024 * 1024;
    static final Duration LONGEST_SILENCE = Duration.ofMinutes(60);
    private static final int MOST_WAITING = 16;
    private static final String PREVIOUS = "previous_response_id";

    private final Pipeline pipeline;
    private final Opening opening;
    private final Listening listening;
    private final SocketSender sender;
    private final Deque<Message> waiting = new ArrayDeque<>();
    private boolean answering;
    private volatile @Nullable SocketReply reply;
    private @Nullable Turn latest;

    /// Who opened the connection.
    record Opening(Caller caller, InetAddress remote, Map<String, String> passedOn) {}

    /// A message that waits for its turn.
    ///
    /// @param text empty where there was no room for it
    private record Message(String text, boolean hasRoom) {}

    /// The latest response.
    ///
    /// @param items what led to it
    private record Turn(String id, ArrayNode items, JsonNode output) {}

    ResponseSocket(
            Pipeline pipeline, Opening opening, Listening listening, WebSocketChannel channel) {
        this.pipeline = pipeline;
        this.opening = opening;
        this.listening = listening;
        this.sender = new SocketSender(channel, listening.patience());
        channel.setIdleTimeout(LONGEST_SILENCE.toMillis());
        channel.addCloseTask(closed -> leave());
    }

    @Override
    protected long getMaxTextBufferSize() {
        return LARGEST_MESSAGE;
    }

    @Override
    protected long getMaxBinaryBufferSize() {
        return 1;
    }

    @Override
    protected void onFullBinaryMessage(WebSocketChannel channel, BufferedBinaryMessage message) {
        message.getData().close();
        sender.close();
    }

    @Override
    protected void onFullTextMessage(WebSocketChannel channel, BufferedTextMessage message) {
        String text = message.getData();
        synchronized (waiting) {
            if (waiting.size() == MOST_WAITING) {
                sender.close();
                return;
            }
            boolean hasRoom = listening.bodies().take(text.length());
            waiting.add(new Message(hasRoom ? text : "", hasRoom));
            if (answering) {
                return;
            }
            answering = true;
        }
        Thread.ofVirtual().name("response-socket").start(this::answerWaiting);
    }

    private void answerWaiting() {
        while (true) {
            Message message;
            synchronized (waiting) {
                if (!sender.isOpen()) {
                    waiting.forEach(left -> listening.bodies().giveBack(left.text().length()));
                    waiting.clear();
                }
                if (waiting.isEmpty()) {
                    answering = false;
                    return;
                }
                message = waiting.remove();
            }
            try {
                answer(message);
            } finally {
                listening.bodies().giveBack(message.text().length());
            }
        }
    }

    private void leave() {
        SocketReply running = reply;
        if (running != null) {
            running.cancellation().cancel();
        }
    }

    private void answer(Message message) {
        if (!message.hasRoom()) {
            sender.refuse(Refusal.of(ErrorCode.REQUEST_TOO_LARGE, "Too many large requests run."));
            return;
        }
        try {
            if (!(Json.MAPPER.readTree(message.text()) instanceof ObjectNode event)) {
                throw RefusedException.field("type", "A message has to be a JSON object.");
            }
            answer(event);
        } catch (RefusedException e) {
            latest = null;
            sender.refuse(e.refusal());
        } catch (JacksonException e) {
            sender.refuse(Refusal.of(ErrorCode.INVALID_REQUEST, "The message is not valid JSON."));
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a message could not be answered", e);
            latest = null;
            sender.refuse(Refusal.of(ErrorCode.INTERNAL_ERROR, "Something went wrong in Syngate."));
        }
    }

    private void answer(ObjectNode event) {
        switch (event.path("type").asString("")) {
            case "response.create" -> create(event);
            case "response.processed" -> {}
            default ->
                    throw RefusedException.field(
                            "type", "Send `response.create`; nothing else is understood here.");
        }
    }

    private void create(ObjectNode event) {
        String previous = event.path(PREVIOUS).asString("");
        boolean generates = event.path("generate").asBoolean(true);
        ObjectNode request = event.deepCopy();
        request.remove("type");
        request.remove("generate");
        request.remove("background");
        request.put("stream", true);
        Turn before = latest != null && latest.id().equals(previous) ? latest : null;
        ArrayNode items = ResponseInput.items(request.path("input"));
        if (before != null) {
            items = ResponseInput.continued(before.items(), before.output(), request.path("input"));
            request.set("input", items);
            request.remove(PREVIOUS);
        }
        if (generates) {
            generate(request, items, previous, before != null || previous.isEmpty());
        } else {
            warmUp(request, items);
        }
    }

    private void generate(
            ObjectNode request, ArrayNode items, String previous, boolean knowsWhatLedToIt) {
        if (listening.isDraining().getAsBoolean()) {
            throw new RefusedException(
                    Refusal.of(ErrorCode.SHUTTING_DOWN, "Syngate is shutting down."));
        }
        SocketReply answer = new SocketReply(sender, listening.keepAlive(), previous);
        reply = answer;
        if (!sender.isOpen()) {
            // the client left before there was anything to cancel
            answer.cancellation().cancel();
        }
        InFlight.Running running = listening.inFlight().add(answer);
        try {
            pipeline.serve(
                    Endpoint.RESPONSES,
                    null,
                    call(Json.MAPPER.writeValueAsBytes(request), answer.cancellation()),
                    answer);
        } finally {
            listening.inFlight().remove(running);
            reply = null;
        }
        ObjectNode response = answer.response();
        latest =
                response == null || !knowsWhatLedToIt
                        ? null
                        : new Turn(
                                response.path("id").asString(""), items, response.path("output"));
    }

    private Call call(byte[] body, Cancellation cancellation) {
        Instant now = listening.clock().instant();
        return new Call(
                RequestIds.next(now),
                now,
                System.nanoTime(),
                opening.caller(),
                opening.remote(),
                Endpoint.RESPONSES.path(),
                body,
                "",
                opening.passedOn(),
                cancellation);
    }

    /// Takes what will be asked later, without asking a model.
    private void warmUp(ObjectNode request, ArrayNode items) {
        Instant now = listening.clock().instant();
        ResponseObject response =
                new ResponseObject(
                        RequestIds.next(now),
                        request.path("model").asString(""),
                        now.getEpochSecond(),
                        request);
        ObjectNode begun = response.inProgress();
        ObjectNode ended = response.unsaid();
        latest = new Turn(ended.path("id").asString(""), items, ended.path("output"));
        sender.event("response.created", 0, begun);
        sender.event("response.completed", 1, ended);
    }

    /// Whether a request asks for a WebSocket.
    static boolean isAsked(HttpRequest request) {
        String upgrade = request.headers().getFirst("Upgrade");
        return upgrade != null && upgrade.equalsIgnoreCase("websocket");
    }
}
