package dev.syngate.pipeline;

import dev.syngate.protocol.ChatChunk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The events of a streamed answer as its caller gets them, with what they say. For one thread.
sealed interface AnswerEvents permits NativeEvents, TranslatedEvents {
    /// Waits for more of them; what [#next] told of last is no longer there.
    ///
    /// @return false: the answer is over
    boolean read() throws IOException;

    /// Goes on to what comes next.
    ///
    /// @return what it says; null: nothing has come yet
    @Nullable ChatChunk next() throws IOException;

    /// Passes on what [#next] told of.
    ///
    /// @return how many events that is, comments not among them
    int writeTo(ByteArrayOutputStream target);

    /// Whether so many choices have said why they ended.
    boolean haveEnded(int choices);

    /// The id under which the provider keeps what it answered; null: it is not known, or nothing is
    /// kept there.
    @Nullable String keptAs();

    /// Whether all was kept of the answer that its caller may ask for; known at its end.
    boolean isKept();
}
