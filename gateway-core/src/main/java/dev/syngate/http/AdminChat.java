package dev.syngate.http;

import dev.syngate.access.Group;
import dev.syngate.access.RateLimiter.RateLimitStatus;
import dev.syngate.call.Call;
import dev.syngate.call.Caller;
import dev.syngate.call.ErrorCode;
import dev.syngate.call.Refusal;
import dev.syngate.pipeline.Pipeline;
import dev.syngate.pipeline.Reply;
import dev.syngate.protocol.Endpoint;
import dev.syngate.protocol.Json;
import dev.syngate.requestlog.RequestRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The terminal's chat: a streamed chat completion billed to "This app", with its receipt as the
/// last event.
final class AdminChat {
    private AdminChat() {}

    static void serve(
            HttpRequest request,
            Pipeline pipeline,
            BiFunction<Caller, byte[], Call> call,
            UndertowReply reply) {
        try {
            if (!(Json.MAPPER.readTree(request.body()) instanceof ObjectNode body)) {
                reply.refuse(
                        Refusal.of(ErrorCode.INVALID_REQUEST, "The body must be a JSON object."));
                return;
            }
            JsonNode group = body.remove("group");
            body.put("stream", true);
            Caller caller = new Caller.ThisApp(group == null ? Group.STANDARD : group.asString());
            pipeline.serve(
                    Endpoint.CHAT,
                    null,
                    call.apply(caller, Json.MAPPER.writeValueAsBytes(body)),
                    new WithReceipt(reply));
        } catch (JacksonException e) {
            reply.refuse(Refusal.of(ErrorCode.INVALID_REQUEST, "The body is not valid JSON."));
        }
    }

    /// Sends the receipt as an event of its own before the stream's end; what a provider answers
    /// whole becomes an event, too.
    private static final class WithReceipt implements Reply {
        private final Reply reply;
        private boolean begun;
        private @Nullable RequestRecord early;

        WithReceipt(Reply reply) {
            this.reply = reply;
        }

        @Override
        public void header(String name, String value) {
            reply.header(name, value);
        }

        @Override
        public void rateLimit(Supplier<RateLimitStatus> now) {
            reply.rateLimit(now);
        }

        @Override
        public void accepted() {
            reply.accepted();
        }

        @Override
        public void awaitEvents() {
            reply.awaitEvents();
        }

        @Override
        public void routed(String provider) {
            reply.routed(provider);
        }

        @Override
        public void refuse(Refusal refusal) {
            reply.refuse(refusal);
        }

        @Override
        public void whole(int status, String contentType, byte[] body) {
            if (status >= 300) {
                reply.whole(status, contentType, body);
                return;
            }
            JsonNode answer = Json.MAPPER.readTree(body);
            begin("text/event-stream");
            try {
                send(answer);
                if (early != null) {
                    send(receipt(early));
                }
            } catch (IOException e) {
                // the client has left: nobody reads the rest
            }
            reply.end();
        }

        @Override
        public void begin(String contentType) {
            begun = true;
            reply.begin(contentType);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            reply.write(bytes, offset, length);
        }

        @Override
        public void settled(RequestRecord settled) throws IOException {
            reply.settled(settled);
            if (begun) {
                send(receipt(settled));
            } else {
                early = settled;
            }
        }

        private void send(JsonNode event) throws IOException {
            byte[] bytes = ("data: " + event + "\n\n").getBytes(StandardCharsets.UTF_8);
            reply.write(bytes, 0, bytes.length);
        }

        @Override
        public void fail(Refusal refusal, byte[] event) {
            reply.fail(refusal, event);
        }

        @Override
        public void end() {
            reply.end();
        }
    }

    private static ObjectNode receipt(RequestRecord settled) {
        ObjectNode event =
                Json.MAPPER
                        .createObjectNode()
                        .put("object", "syngate.receipt")
                        .put("request_id", settled.id())
                        .put("cost", settled.costUnknown() ? null : settled.charged().dollars())
                        .put("model", settled.model())
                        .put("upstream_model", settled.upstreamModel());
        if (settled.receipt() != null) {
            var usage = settled.receipt().usage();
            event.putObject("usage")
                    .put("input_tokens", usage.input())
                    .put("cached_tokens", usage.cachedInput())
                    .put("output_tokens", usage.output())
                    .put("reasoning_tokens", usage.reasoning());
        }
        return event;
    }
}
