package dev.syngate.upload;

import dev.syngate.call.Payload;
import dev.syngate.call.Refusal;
import dev.syngate.call.RefusedException;
import dev.syngate.call.RefusedUploadException;
import dev.syngate.protocol.ApiRequest;
import dev.syngate.protocol.Endpoint;
import dev.syngate.protocol.MultipartReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A form with files on its way from a caller to a provider. Its head is kept until the provider is
/// chosen: up to the model and the first file, most of a MiB in memory. The rest passes as it
/// comes, and is checked in passing.
///
/// The head is read by the call's own thread, the rest by the one that sends it.
public final class FormUpload implements AutoCloseable {
    private static final int READ_BYTES = 16 * 1024;
    private static final int LARGEST_IN_MEMORY = 1 << 20;
    private static final long FIRST_GUESS = 1 << 20;

    private final Payload.Stream in;
    private final MultipartReader reader;
    private final Spool head;
    private long received;
    private boolean ended;

    /// What a form of unknown length is taken to have at most, in bytes.
    private long guessed = FIRST_GUESS;

    private int told;
    private @Nullable ApiRequest known;
    private Function<ApiRequest, @Nullable Refusal> payer = request -> null;
    private @Nullable SplicedForm owner;
    private boolean sealed;

    /// @param folder where a head waits that is too large for the memory
    /// @throws RefusedException when the content type names no boundary
    public FormUpload(Endpoint endpoint, Payload.Stream in, String contentType, Path folder) {
        this.in = in;
        this.reader = new MultipartReader(endpoint, contentType);
        this.head = new Spool(folder, LARGEST_IN_MEMORY);
    }

    /// Reads until a provider can be chosen.
    ///
    /// @throws RefusedException when it names no model
    /// @throws RefusedUploadException when it is no such form
    /// @throws IOException when the caller has left
    public ApiRequest readHead() throws IOException {
        byte[] buffer = new byte[READ_BYTES];
        while (!ended && !reader.isRoutable()) {
            int count = in.read(buffer);
            head.add(buffer, Math.max(0, count));
            take(buffer, count);
        }
        return understand();
    }

    /// @param grow asked whenever the form turns out to cost more than it seemed; answers why that
    ///   can't be paid
    public synchronized void chargedBy(Function<ApiRequest, @Nullable Refusal> grow) {
        payer = grow;
    }

    /// The form for a provider that knows the model by that name. Whoever reads beyond the head
    /// first is the only one who can.
    public Payload.Stream naming(ApiRequest request, String upstreamModel) {
        return new SplicedForm(
                this, head, request.naming(upstreamModel).stream().findFirst().orElse(null));
    }

    /// Lets nothing more pass, and says what is known of the request now.
    public synchronized ApiRequest seal() {
        sealed = true;
        return Objects.requireNonNull(known, "the head was not read");
    }

    /// In bytes; negative: not known yet.
    synchronized long length() {
        return ended ? received : in.length();
    }

    synchronized boolean isSpent() {
        return owner != null;
    }

    /// Reads what follows the head.
    int readOn(SplicedForm reading, byte[] into) throws IOException {
        claim(reading);
        if (ended) {
            return -1;
        }
        int count = in.read(into);
        take(into, count);
        return count;
    }

    private synchronized void claim(SplicedForm reading) throws IOException {
        if (!ended && owner == null) {
            owner = reading;
        }
        if (sealed || (owner != null && owner != reading)) {
            throw unwanted();
        }
    }

    private synchronized void take(byte[] bytes, int count) throws IOException {
        if (sealed) {
            throw unwanted();
        }
        try {
            received += Math.max(0, count);
            reader.feed(bytes, 0, Math.max(0, count));
            ended = count < 0 || received == in.length();
            if (ended) {
                reader.finish();
            }
            if (owner != null && (ended || outgrown() || told < reader.known())) {
                charge(understand());
            }
        } catch (RefusedException e) {
            throw new RefusedUploadException(e.refusal());
        }
    }

    private static IOException unwanted() {
        return new IOException("nobody waits for this form any more");
    }

    private boolean outgrown() {
        return in.length() < 0 && received > guessed;
    }

    private ApiRequest understand() {
        if (outgrown()) {
            guessed = 2 * received;
        }
        long all = in.length() < 0 ? Math.max(guessed, received) : in.length();
        ApiRequest request = reader.request(ended ? 0 : all - received);
        told = reader.known();
        known = request;
        return request;
    }

    private void charge(ApiRequest request) throws RefusedUploadException {
        Refusal no = payer.apply(request);
        if (no != null) {
            throw new RefusedUploadException(no);
        }
    }

    @Override
    public void close() throws IOException {
        head.close();
    }
}
