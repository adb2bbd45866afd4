package dev.syngate.pipeline;

import dev.syngate.provider.Upstream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;

/// Reads a provider's answer to its end.
final class WholeBody {
    private static final int USUAL = 8 * 1024;
    private static final int LARGEST = 64 * 1024 * 1024;

    private WholeBody() {}

    /// @throws IOException also when it is larger than 64 MiB
    static byte[] read(Upstream.Reply reply) throws IOException {
        byte[] buffer = new byte[USUAL];
        int first = reply.read(buffer);
        byte[] start = Arrays.copyOf(buffer, Math.max(0, first));
        int more = first < 0 ? -1 : reply.read(buffer);
        return more < 0 ? start : readOn(reply, start, buffer, more);
    }

    private static byte[] readOn(Upstream.Reply reply, byte[] start, byte[] buffer, int more)
            throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream(4 * USUAL);
        body.writeBytes(start);
        for (int n = more; n >= 0; n = reply.read(buffer)) {
            body.write(buffer, 0, n);
            if (body.size() > LARGEST) {
                throw new IOException("the provider's reply is too large");
            }
        }
        return body.toByteArray();
    }
}
