package dev.syngate.provider;

import dev.syngate.call.Payload;
import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/// A body that goes out as it comes in, once.
final class StreamedBody extends RequestBody {
    private static final int READ_BYTES = 16 * 1024;

    private final Payload.Stream stream;

    StreamedBody(Payload.Stream stream) {
        this.stream = stream;
    }

    /// The request says it.
    @Override
    public @Nullable MediaType contentType() {
        return null;
    }

    @Override
    public long contentLength() {
        return Math.max(-1, stream.length());
    }

    @Override
    public boolean isOneShot() {
        return true;
    }

    /// Flushes what it has before it waits for more.
    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        byte[] buffer = new byte[READ_BYTES];
        for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
            sink.write(buffer, 0, n);
            sink.flush();
        }
    }
}
