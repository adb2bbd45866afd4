package dev.syngate.pipeline;

import dev.syngate.billing.Usage;
import dev.syngate.call.Refusal;
import dev.syngate.provider.Upstream;
import dev.syngate.requestlog.RequestRecord;
import dev.syngate.routing.Dispatcher.Dispatch;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Relays an answer that is no text, such as sound, as it comes. Its last piece is held back until
/// the charge is durable.
final class ByteRelay {
    private static final int READ_BYTES = 16 * 1024;

    private final RoutedCall routed;
    private final Dispatch.Opened opened;
    private final Upstream.Reply source;
    private final Reply reply;
    private final Settlement settlement;
    private final UsageMeter meter;
    private @Nullable Long firstByteMillis;

    /// @param source the sound of the opened answer
    ByteRelay(
            RoutedCall routed,
            Dispatch.Opened opened,
            Upstream.Reply source,
            Reply reply,
            Settlement settlement) {
        this.source = source;
        this.routed = routed;
        this.opened = opened;
        this.reply = reply;
        this.settlement = settlement;
        this.meter = new UsageMeter(routed);
    }

    void run() {
        RouteHeaders.put(reply, routed.call(), opened);
        reply.begin(type());
        byte[] last = new byte[READ_BYTES];
        byte[] next = new byte[READ_BYTES];
        int held = 0;
        try {
            for (int n = source.read(next); n >= 0; n = source.read(next)) {
                send(last, held);
                byte[] swap = last;
                last = next;
                next = swap;
                held = n;
            }
        } catch (IOException e) {
            endBroken(e);
            return;
        }
        if (held > 0) {
            meter.addBytes();
        }
        opened.reply().ended(true);
        RequestRecord settled = settlement.settle(ending(200, null));
        try {
            reply.settled(settled);
            send(last, held);
        } catch (IOException e) {
            routed.call().cancellation().cancel();
        }
        reply.end();
    }

    private String type() {
        String said = source.contentType();
        return said.isEmpty() ? "application/octet-stream" : said;
    }

    private void send(byte[] bytes, int length) throws IOException {
        if (length == 0) {
            return;
        }
        if (firstByteMillis == null) {
            firstByteMillis = routed.call().elapsedMillis();
        }
        meter.addBytes();
        try {
            reply.write(bytes, 0, length);
        } catch (IOException e) {
            routed.call().cancellation().cancel();
            throw e;
        }
    }

    /// There is no way to tell an error within sound: the connection is cut.
    private void endBroken(IOException e) {
        if (routed.call().cancellation().isCancelled()) {
            settlement.settle(ending(Ending.CLIENT_LEFT, null));
        } else {
            Refusal refusal = Relay.broken(e);
            opened.reply().ended(false);
            settlement.settle(ending(200, refusal.code().code()));
            routed.call().cancellation().cancel();
        }
        reply.end();
    }

    private Ending ending(int status, @Nullable String error) {
        Usage usage = meter.usage();
        return new Ending(
                status,
                error,
                usage,
                meter.spent(),
                opened.target(),
                firstByteMillis,
                opened.attempts());
    }
}
