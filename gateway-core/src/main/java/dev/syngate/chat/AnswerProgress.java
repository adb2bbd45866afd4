package dev.syngate.chat;

import dev.syngate.billing.Receipt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An answer at one moment, or as it ended.
///
/// @param phase where the answer stands
/// @param requestId the id of its row in the request log
/// @param thinking for how long the model has thought, or thought in all; null when it did not
/// @param firstToken from sending to the first token
/// @param upstreamModel what the provider calls the model; null until it has ended
/// @param receipt what it cost; null until it has ended
/// @param failure why it failed; null when it did not
/// @param thoughts the pieces that the reasoning came in, in order
/// @param tools the calls of tools, in order
public record AnswerProgress(
        Phase phase,
        String requestId,
        String reasoning,
        String text,
        @Nullable Duration thinking,
        @Nullable Duration firstToken,
        Duration elapsed,
        @Nullable String upstreamModel,
        @Nullable Receipt receipt,
        @Nullable Failure failure,
        List<Thought> thoughts,
        List<ToolUse> tools) {

    /// Answers from before there were thoughts thought once, first.
    public AnswerProgress {
        thoughts =
                thoughts.isEmpty() && !reasoning.isEmpty()
                        ? List.of(new Thought(0, 0, thinking))
                        : List.copyOf(thoughts);
        tools = List.copyOf(tools);
    }

    /// One without calls of tools.
    public AnswerProgress(
            Phase phase,
            String requestId,
            String reasoning,
            String text,
            @Nullable Duration thinking,
            @Nullable Duration firstToken,
            Duration elapsed,
            @Nullable String upstreamModel,
            @Nullable Receipt receipt,
            @Nullable Failure failure,
            List<Thought> thoughts) {
        this(
                phase,
                requestId,
                reasoning,
                text,
                thinking,
                firstToken,
                elapsed,
                upstreamModel,
                receipt,
                failure,
                thoughts,
                List.of());
    }

    /// A call of a tool.
    ///
    /// @param thoughts how many thoughts came before it
    /// @param before the place in the text that it was called before
    /// @param arguments their JSON, as far as it has come
    /// @param took from its first piece to its last; null: unknown
    /// @param result what the tool answered; null: nobody said
    public record ToolUse(
            int thoughts,
            int before,
            String id,
            String name,
            String arguments,
            @Nullable Duration took,
            @Nullable String result) {}

    /// One piece of the reasoning.
    ///
    /// @param start where in the reasoning it begins; it ends where the next one begins
    /// @param before the place in the text that it was thought before
    /// @param took null: unknown
    public record Thought(int start, int before, @Nullable Duration took) {}

    /// The words of a thought.
    public String words(int thought) {
        int end =
                thought + 1 < thoughts.size()
                        ? thoughts.get(thought + 1).start()
                        : reasoning.length();
        return reasoning.substring(thoughts.get(thought).start(), end);
    }

    /// The answer as the rest of one that was interrupted.
    public AnswerProgress after(AnswerProgress begun) {
        List<Thought> all = new ArrayList<>(begun.thoughts);
        for (Thought thought : thoughts) {
            all.add(
                    new Thought(
                            begun.reasoning.length() + thought.start(),
                            begun.text.length() + thought.before(),
                            thought.took()));
        }
        List<ToolUse> calls = new ArrayList<>(begun.tools);
        for (ToolUse call : tools) {
            calls.add(
                    new ToolUse(
                            begun.thoughts.size() + call.thoughts(),
                            begun.text.length() + call.before(),
                            call.id(),
                            call.name(),
                            call.arguments(),
                            call.took(),
                            call.result()));
        }
        return new AnswerProgress(
                phase,
                requestId,
                begun.reasoning + reasoning,
                begun.text + text,
                begun.thinking == null
                        ? thinking
                        : thinking == null ? begun.thinking : begun.thinking.plus(thinking),
                firstToken,
                elapsed,
                upstreamModel,
                receipt,
                failure,
                all,
                calls);
    }

    /// The same answer with other words.
    public AnswerProgress saying(String newReasoning, String newText) {
        return new AnswerProgress(
                phase,
                requestId,
                newReasoning,
                newText,
                thinking,
                firstToken,
                elapsed,
                upstreamModel,
                receipt,
                failure,
                thoughts,
                tools);
    }

    /// An answer that nothing has come of yet.
    public static AnswerProgress waiting(String requestId) {
        return bare(Phase.WAITING, requestId, "");
    }

    /// An answer of which nothing is known but its text.
    public static AnswerProgress of(Phase phase, String text) {
        return bare(phase, "", text);
    }

    private static AnswerProgress bare(Phase phase, String requestId, String text) {
        return new AnswerProgress(
                phase, requestId, "", text, null, null, Duration.ZERO, null, null, null, List.of());
    }

    /// @param code as in the API's errors, such as `insufficient_balance`
    /// @param retryAfter when it may be asked again; null: nobody said
    public record Failure(String code, String message, @Nullable Duration retryAfter) {
        public Failure(String code, String message) {
            this(code, message, null);
        }
    }

    /// Where an answer stands.
    public enum Phase {
        WAITING,
        THINKING,
        ANSWERING,
        DONE,
        STOPPED,
        FAILED;

        public boolean hasEnded() {
            return switch (this) {
                case WAITING, THINKING, ANSWERING -> false;
                case DONE, STOPPED, FAILED -> true;
            };
        }
    }

    /// The same answer, stopped where it stands unless it had ended.
    public AnswerProgress stopped() {
        return phase.hasEnded() ? this : endedAs(Phase.STOPPED, upstreamModel, receipt);
    }

    /// The same answer with another end.
    public AnswerProgress endedAs(
            Phase end, @Nullable String servedBy, @Nullable Receipt newReceipt) {
        return new AnswerProgress(
                end,
                requestId,
                reasoning,
                text,
                thinking,
                firstToken,
                elapsed,
                servedBy,
                newReceipt,
                failure,
                thoughts,
                tools);
    }
}
