package dev.syngate.provider;

import dev.syngate.compression.ContentCoding;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A reply as it was before a provider, or what stands before it, compressed it although it was
/// asked not to. What is not compressed passes without a copy, whatever its label says.
final class UncompressedReply extends ForwardingReply {
    private static final int MAGIC_BYTES = 4;
    private static final int TEXT_BYTES = 32;

    private boolean begun;
    private @Nullable InputStream plain;

    UncompressedReply(Upstream.Reply reply) {
        super(reply);
    }

    @Override
    public String contentEncoding() {
        return "";
    }

    @Override
    public int read(byte[] buffer) throws IOException {
        if (begun) {
            return plain == null ? reply.read(buffer) : inflate(plain, buffer);
        }
        begun = true;
        int count = reply.read(buffer);
        while (count >= 0 && count < MAGIC_BYTES && !reply.contentEncoding().isEmpty()) {
            byte[] more = new byte[buffer.length - count];
            int next = reply.read(more);
            if (next < 0) {
                break;
            }
            System.arraycopy(more, 0, buffer, count, next);
            count += next;
        }
        ContentCoding coding = count <= 0 ? null : coding(buffer, count);
        if (coding == null) {
            return count;
        }
        plain = coding.decode(new ReplyStream(reply, Arrays.copyOf(buffer, count)).whole());
        return inflate(plain, buffer);
    }

    private static int inflate(InputStream in, byte[] buffer) throws IOException {
        try {
            return in.read(buffer, 0, buffer.length);
        } catch (RuntimeException e) {
            throw new IOException("the provider's compressed answer is damaged", e);
        }
    }

    /// What the first bytes say; only Brotli has no mark of its own.
    private @Nullable ContentCoding coding(byte[] start, int count) {
        int first = start[0] & 0xff;
        int second = count > 1 ? start[1] & 0xff : 0;
        if (first == 0x1f && second == 0x8b) {
            return ContentCoding.GZIP;
        }
        if (first == 0x28 && second == 0xb5 && count >= MAGIC_BYTES) {
            return (start[2] & 0xff) == 0x2f && (start[3] & 0xff) == 0xfd
                    ? ContentCoding.ZSTD
                    : null;
        }
        return switch (reply.contentEncoding().strip().toLowerCase(Locale.ROOT)) {
            case "br" -> isText(start, count) ? null : ContentCoding.BROTLI;
            case "deflate" -> isText(start, count) ? null : ContentCoding.DEFLATE;
            default -> null;
        };
    }

    /// Whether all that has come is plain characters, as JSON and events begin.
    private static boolean isText(byte[] start, int count) {
        for (int i = 0; i < Math.min(count, TEXT_BYTES); i++) {
            boolean space = start[i] == '\n' || start[i] == '\r' || start[i] == '\t';
            if (!space && (start[i] < ' ' || start[i] > '~')) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        reply.close();
        if (plain != null) {
            try {
                plain.close();
            } catch (IOException e) {
                // It was only read.
            }
        }
    }

    /// The rest of a reply as a stream.
    private static final class ReplyStream extends InputStream {
        private final Upstream.Reply reply;
        private final byte[] start;

        ReplyStream(Upstream.Reply reply, byte[] start) {
            this.reply = reply;
            this.start = start;
        }

        InputStream whole() {
            return new SequenceInputStream(new ByteArrayInputStream(start), this);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return reply.read(one) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (offset == 0 && length == into.length) {
                return reply.read(into);
            }
            byte[] piece = new byte[length];
            int count = reply.read(piece);
            if (count > 0) {
                System.arraycopy(piece, 0, into, offset, count);
            }
            return count;
        }
    }
}
