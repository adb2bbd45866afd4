package dev.syngate.pipeline;

import dev.syngate.call.Call;
import dev.syngate.routing.Dispatcher.Dispatch;
import dev.syngate.routing.Model;
import dev.syngate.routing.Target;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/// Tells the caller which provider and model answer, what was left out towards it, what to use
/// instead of a model that will go, and how long our own part took: `x-syngate-provider`,
/// `x-syngate-model`, `x-syngate-dropped`, `x-syngate-successor` and `x-syngate-overhead-ms`.
final class RouteHeaders {
    private static final long NANOS_OF_HUNDREDTH = 10_000;

    private RouteHeaders() {}

    /// Puts both; at the moment when the head of the answer goes out.
    static void put(Reply reply, Call call, Dispatch.Opened opened) {
        putProvider(reply, opened.target());
        long own = Math.max(0, call.elapsedNanos() - opened.waitedNanos());
        reply.header("x-syngate-overhead-ms", millis(own));
    }

    /// Names the fields that could not be translated.
    static void putDropped(Reply reply, List<String> fields) {
        if (!fields.isEmpty()) {
            reply.header("x-syngate-dropped", printable(String.join(", ", fields)));
        }
    }

    static void putProvider(Reply reply, Target target) {
        reply.routed(target.provider().name());
        reply.header("x-syngate-provider", printable(target.provider().name()));
        if (!target.model().isEmpty()) {
            reply.header("x-syngate-model", printable(target.model()));
        }
    }

    /// Names what to use instead of a model that will go.
    static void putSuccessor(Reply reply, Model model) {
        if (model.successor() != null) {
            reply.header("x-syngate-successor", printable(model.successor()));
        }
    }

    /// Milliseconds with two decimals.
    private static String millis(long nanos) {
        long hundredths = (nanos + NANOS_OF_HUNDREDTH / 2) / NANOS_OF_HUNDREDTH;
        long rest = hundredths % 100;
        return hundredths / 100 + (rest < 10 ? ".0" : ".") + rest;
    }

    /// Headers are ASCII: all other bytes are written as in URLs.
    private static String printable(String name) {
        StringBuilder text = new StringBuilder(name.length());
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            if (b >= ' ' && b < 0x7f && b != '%') {
                text.append((char) b);
            } else {
                text.append(String.format(Locale.ROOT, "%%%02X", b & 0xff));
            }
        }
        return text.toString();
    }
}
