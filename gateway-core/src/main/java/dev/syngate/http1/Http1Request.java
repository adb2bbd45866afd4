package dev.syngate.http1;

import dev.syngate.call.Payload;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A request to a server.
///
/// @param silence how long the server may let us wait
/// @param target path and query
/// @param headers lines such as `Accept: text/plain`, without Host and Content-Length; the caller
///   vouches that they hold no line breaks
/// @param body null: none
public record Http1Request(
        String method,
        Server server,
        Silence silence,
        String target,
        List<String> headers,
        @Nullable Payload body) {
    private static final int ONE_WRITE = 64 * 1024;

    /// The head, with the body behind it where that is short: then both go out in one packet.
    byte[] firstBytes() {
        StringBuilder head = new StringBuilder(256);
        head.append(method).append(' ').append(target).append(" HTTP/1.1\r\nHost: ");
        head.append(server.authority()).append("\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        head.append(framing());
        byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        if (!(body instanceof Payload.Bytes(byte[] bytes)) || rest() != null) {
            return start;
        }
        byte[] both = new byte[start.length + bytes.length];
        System.arraycopy(start, 0, both, 0, start.length);
        System.arraycopy(bytes, 0, both, start.length, bytes.length);
        return both;
    }

    private String framing() {
        return switch (body) {
            case null -> "";
            case Payload.Bytes(byte[] bytes) -> "Content-Length: " + bytes.length + "\r\n";
            case Payload.Stream stream when stream.length() >= 0 ->
                    "Content-Length: " + stream.length() + "\r\n";
            case Payload.Stream stream -> "Transfer-Encoding: chunked\r\n";
        };
    }

    boolean canBeSentAgain() {
        return !(body instanceof Payload.Stream);
    }

    /// The body, when it is too long to be copied behind the head.
    byte @Nullable [] rest() {
        return body instanceof Payload.Bytes(byte[] bytes) && bytes.length > ONE_WRITE
                ? bytes
                : null;
    }
}
