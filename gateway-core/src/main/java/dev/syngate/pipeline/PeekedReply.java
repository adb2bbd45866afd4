package dev.syngate.pipeline;

import dev.syngate.provider.ForwardingReply;
import dev.syngate.provider.Upstream;
import java.io.IOException;
import java.util.Arrays;

/// A reply that can be looked into before it is read.
final class PeekedReply extends ForwardingReply {
    private static final int STEP = 4 * 1024;

    private byte[] ahead = new byte[0];
    private int end;
    private int taken;
    private boolean ended;

    PeekedReply(Upstream.Reply reply) {
        super(reply);
    }

    /// A reply of which the body is known.
    static PeekedReply of(Upstream.Reply reply, byte[] body) {
        PeekedReply known = new PeekedReply(reply);
        known.ahead = body;
        known.end = body.length;
        known.ended = true;
        return known;
    }

    /// Looks further.
    ///
    /// @return false: there is no more
    boolean peekOn() throws IOException {
        if (ended) {
            return false;
        }
        byte[] buffer = new byte[STEP];
        int count = reply.read(buffer);
        if (count < 0) {
            ended = true;
            return false;
        }
        if (end == 0) {
            ahead = buffer;
            end = count;
            return true;
        }
        if (end + count > ahead.length) {
            ahead = Arrays.copyOf(ahead, Math.max(2 * ahead.length, end + count));
        }
        System.arraycopy(buffer, 0, ahead, end, count);
        end += count;
        return true;
    }

    /// What was looked at, up to [#peeked]; not a copy.
    byte[] ahead() {
        return ahead;
    }

    int peeked() {
        return end;
    }

    @Override
    public int read(byte[] buffer) throws IOException {
        if (taken == end) {
            ahead = new byte[0];
            return ended ? -1 : reply.read(buffer);
        }
        int count = Math.min(buffer.length, end - taken);
        System.arraycopy(ahead, taken, buffer, 0, count);
        taken += count;
        return count;
    }
}
