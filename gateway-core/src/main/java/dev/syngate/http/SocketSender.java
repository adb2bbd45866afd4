package dev.syngate.http;

import dev.syngate.call.Refusal;
import dev.syngate.protocol.ErrorBodies;
import dev.syngate.protocol.ErrorShape;
import dev.syngate.protocol.Json;
import io.undertow.websockets.core.WebSocketCallback;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.xnio.IoUtils;
import tools.jackson.databind.node.ObjectNode;

/// Sends the messages of one WebSocket, each when the one before is on its way. Safe for any
/// thread.
final class SocketSender {
    private final WebSocketChannel channel;
    private final Duration patience;

    /// @param patience how long the client may take to take a message
    SocketSender(WebSocketChannel channel, Duration patience) {
        this.channel = channel;
        this.patience = patience;
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    void close() {
        IoUtils.safeClose(channel);
    }

    /// Sends a text and waits until the socket took it.
    ///
    /// @throws IOException when the client has left, or does not take it
    void text(String text) throws IOException {
        CompletableFuture<Boolean> sent = new CompletableFuture<>();
        WebSockets.sendText(
                text,
                channel,
                new WebSocketCallback<>() {
                    @Override
                    public void complete(WebSocketChannel to, Void nothing) {
                        sent.complete(true);
                    }

                    @Override
                    public void onError(WebSocketChannel to, Void nothing, Throwable why) {
                        sent.completeExceptionally(why);
                    }
                });
        try {
            sent.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            close();
            throw new IOException("the client does not take what it is sent", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /// Sends a sign of life; never blocks.
    void ping() {
        WebSockets.sendPing(ByteBuffer.allocate(0), channel, null);
    }

    private void textIfOpen(String text) {
        try {
            text(text);
        } catch (IOException e) {
            close();
        }
    }

    void event(String type, int number, ObjectNode response) {
        ObjectNode event =
                Json.MAPPER.createObjectNode().put("type", type).put("sequence_number", number);
        event.set("response", response);
        textIfOpen(event.toString());
    }

    /// Sends an error of the gateway.
    void refuse(Refusal refusal) {
        ObjectNode event =
                error(refusal.code().status(), ErrorBodies.of(refusal, ErrorShape.OPENAI));
        if (refusal.retryAfter() != null) {
            long seconds = Math.max(1, refusal.retryAfter().toSeconds());
            event.putObject("headers").put("retry-after", String.valueOf(seconds));
        }
        textIfOpen(event.toString());
    }

    /// Sends an error that is a body of HTTP.
    void refuse(int status, byte[] body) {
        textIfOpen(error(status, body).toString());
    }

    private static ObjectNode error(int status, byte[] body) {
        ObjectNode event =
                Json.MAPPER.createObjectNode().put("type", "error").put("status", status);
        event.set("error", Json.MAPPER.readTree(body).path("error"));
        if (!event.path("error").path("code").isString()) {
            event.withObject("error").put("code", "upstream_error");
        }
        return event;
    }
}
