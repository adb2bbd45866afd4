package dev.syngate.routing;

import dev.syngate.call.Cancellation;
import dev.syngate.call.Refusal;
import dev.syngate.call.RefusedUploadException;
import dev.syngate.protocol.UpstreamErrors.UpstreamError;
import dev.syngate.provider.Upstream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import org.jspecify.annotations.Nullable;

/// What came of asking one route once, before anybody judges it.
sealed interface Tried {
    /// How long it took.
    long millis();

    /// How long the provider was waited for.
    long nanos();

    /// It answers; whoever has this closes the answer.
    record Answers(WatchedReply answer, long millis, long nanos) implements Tried {}

    /// It said within an answer that it failed; nothing is open.
    record FailsWithin(int status, UpstreamError said, long millis, long nanos) implements Tried {}

    /// An error by its status; whoever has this closes the reply.
    record Refuses(Upstream.Reply reply, long millis, long nanos) implements Tried {}

    /// The connection failed.
    ///
    /// @param begun whether an answer had begun
    record Breaks(IOException cause, boolean begun, long millis, long nanos) implements Tried {
        String outcome() {
            boolean late = cause instanceof SocketTimeoutException;
            return begun ? "broke off" : late ? "timed out" : "not reachable";
        }
    }

    /// What the caller uploads was refused on its way.
    record UploadRefused(Refusal refusal, long millis, long nanos) implements Tried {}

    /// Asks, and looks at the beginning of an answer.
    static Tried ask(
            Upstream upstream,
            UpstreamCall call,
            Upstream.Request sent,
            CircuitBreaker circuit,
            Circuits circuits,
            Cancellation cancellation) {
        long start = System.nanoTime();
        WatchedReply answer = null;
        long opened = 0;
        try {
            Upstream.Reply reply = upstream.open(sent, cancellation);
            opened = System.nanoTime() - start;
            if (reply.status() >= 300) {
                return new Refuses(reply, millisSince(start), opened);
            }
            answer = new WatchedReply(reply, circuit, circuits, cancellation);
            UpstreamError said = call.failure(answer);
            long waited = opened + answer.readNanos();
            if (said == null) {
                return new Answers(answer, millisSince(start), waited);
            }
            answer.close();
            return new FailsWithin(reply.status(), said, millisSince(start), waited);
        } catch (RefusedUploadException e) {
            close(answer);
            return new UploadRefused(e.refusal(), millisSince(start), opened);
        } catch (IOException e) {
            close(answer);
            return new Breaks(e, answer != null, millisSince(start), opened);
        } catch (RuntimeException | Error e) {
            close(answer);
            throw e;
        }
    }

    private static void close(@Nullable WatchedReply answer) {
        if (answer != null) {
            answer.close();
        }
    }

    private static long millisSince(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }

    /// Closes what is open.
    default void drop() {
        switch (this) {
            case Answers answers -> answers.answer().close();
            case Refuses refuses -> refuses.reply().close();
            case FailsWithin closed -> {}
            case Breaks closed -> {}
            case UploadRefused closed -> {}
        }
    }
}
