package dev.syngate.pipeline;

import dev.syngate.access.RateLimiter.RateLimitStatus;
import dev.syngate.call.Refusal;
import dev.syngate.requestlog.RequestRecord;
import java.io.IOException;
import java.util.function.Supplier;

/// The way back to the caller. Used by the call's own thread; one of [#refuse], [#whole] or
/// [#begin] comes first.
public interface Reply {
    /// Adds a header; only before the first of the others.
    void header(String name, String value);

    /// Tells how to find out where the caller stands in its limits; asked when the answer begins.
    default void rateLimit(Supplier<RateLimitStatus> now) {}

    /// Tells that the call is allowed and paid for, and that a provider is asked now.
    default void accepted() {}

    /// Tells that events will be streamed, if all goes well: where they are long in coming, the
    /// caller may be told meanwhile that the call is alive. From then on headers may come too late.
    default void awaitEvents() {}

    /// Tells which provider answers; before the answer begins.
    default void routed(String provider) {}

    /// Ends the call with an error of the gateway.
    void refuse(Refusal refusal);

    /// Ends the call with a complete body.
    void whole(int status, String contentType, byte[] body);

    /// Starts a streamed answer.
    void begin(String contentType);

    /// Sends bytes of a streamed answer at once; returns when the socket took them.
    ///
    /// @throws IOException when the client has left
    void write(byte[] bytes, int offset, int length) throws IOException;

    /// Tells what the call cost; after its charge is durable and before its last bytes are sent.
    ///
    /// @throws IOException when the client has left
    void settled(RequestRecord settled) throws IOException;

    /// Reports a failure inside a streamed answer and ends it, without the mark of a normal end.
    ///
    /// @param event the same in the words of the caller's protocol
    void fail(Refusal refusal, byte[] event);

    /// Ends a streamed answer normally.
    void end();
}
