package dev.syngate.http;

import dev.syngate.call.ErrorCode;
import dev.syngate.call.Refusal;
import dev.syngate.call.RefusedException;
import dev.syngate.compression.ContentCoding;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Unpacks request bodies that clients compressed. What comes out is bounded as bodies are that
/// come as they are.
final class CompressedBody {
    private static final int FIRST_BYTES = 64 * 1024;
    private static final int MOST_CODINGS = 3;

    private CompressedBody() {}

    /// Whether the request says that its body is compressed.
    static boolean isOne(HttpServerExchange exchange) {
        return !codings(exchange).isEmpty();
    }

    /// The body as it was before it was compressed; the same array where it was not.
    ///
    /// @param largest in bytes
    /// @throws RefusedException when it can't be unpacked, or is too large then
    static byte[] unpack(HttpServerExchange exchange, byte[] body, int largest, BodyBudget budget) {
        List<String> codings = body.length == 0 ? List.of() : codings(exchange);
        if (codings.isEmpty()) {
            return body;
        }
        try (InputStream in = decoded(new ByteArrayInputStream(body), codings)) {
            return read(in, exchange, largest, budget);
        } catch (IOException e) {
            throw refused("The request body is not what its Content-Encoding says.");
        }
    }

    private static List<String> codings(HttpServerExchange exchange) {
        HeaderValues values = exchange.getRequestHeaders().get(Headers.CONTENT_ENCODING);
        List<String> codings = new ArrayList<>();
        for (String value : values == null ? List.<String>of() : values) {
            for (String name : value.split(",")) {
                if (ContentCoding.of(name) != ContentCoding.IDENTITY) {
                    codings.add(name.strip());
                }
            }
        }
        return codings;
    }

    /// The coding that was applied last is undone first.
    private static InputStream decoded(InputStream in, List<String> codings) throws IOException {
        if (codings.size() > MOST_CODINGS) {
            throw refused("The request body is compressed too many times.");
        }
        InputStream decoded = in;
        for (String name : codings.reversed()) {
            ContentCoding coding = ContentCoding.of(name);
            if (coding == null) {
                throw refused(
                        "This Content-Encoding is not understood; gzip, deflate, br and zstd are.");
            }
            decoded = coding.decode(decoded);
        }
        return decoded;
    }

    private static byte[] read(
            InputStream in, HttpServerExchange exchange, int largest, BodyBudget budget)
            throws IOException {
        byte[] bytes = new byte[FIRST_BYTES];
        int length = 0;
        for (int n = in.read(bytes); n >= 0; n = in.read(bytes, length, bytes.length - length)) {
            length += n;
            if (length > largest) {
                throw new RefusedException(BodyReader.tooLarge(largest));
            }
            if (length == bytes.length) {
                int more = (int) Math.min(2L * length, largest + 1L);
                if (!budget.take(more - length, exchange)) {
                    throw new RefusedException(BodyReader.crowded());
                }
                bytes = Arrays.copyOf(bytes, more);
            }
        }
        return Arrays.copyOf(bytes, length);
    }

    private static RefusedException refused(String message) {
        return new RefusedException(Refusal.of(ErrorCode.INVALID_REQUEST, message));
    }
}
