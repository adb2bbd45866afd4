package dev.syngate.hub;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A request for an answer, whatever the protocol.
///
/// @param messages in their order, system prompts among them
/// @param hosted tools that the provider of the caller's protocol would run itself
/// @param parallelCalls whether several tools may be called at once; null: not said
/// @param maxOutput the most output tokens, thinking included; null: not said
/// @param stop texts that end the answer
/// @param choices how many answers are asked for
/// @param logprobs how many of the likeliest tokens are told of every place, with how likely they
///   and the one that was written are; null: none of that
/// @param verbosity `low`, `medium` or `high`; null: not said
/// @param user whom it is for, opaque; null: not said
/// @param unread fields of the request that have no word here
public record ChatRequest(
        List<Message> messages,
        List<Tool> tools,
        List<HostedTool> hosted,
        ToolChoice toolChoice,
        @Nullable Boolean parallelCalls,
        Sampling sampling,
        @Nullable Long maxOutput,
        List<String> stop,
        int choices,
        @Nullable Integer logprobs,
        Thinking thinking,
        AnswerFormat format,
        @Nullable String verbosity,
        @Nullable String user,
        List<String> unread) {
    public ChatRequest {
        messages = List.copyOf(messages);
        tools = List.copyOf(tools);
        hosted = List.copyOf(hosted);
        stop = List.copyOf(stop);
        unread = List.copyOf(unread);
    }

    public ChatRequest withMessages(List<Message> others) {
        return with(others, tools, toolChoice);
    }

    public ChatRequest with(List<Message> messages, List<Tool> tools, ToolChoice toolChoice) {
        return new ChatRequest(
                messages,
                tools,
                hosted,
                toolChoice,
                parallelCalls,
                sampling,
                maxOutput,
                stop,
                choices,
                logprobs,
                thinking,
                format,
                verbosity,
                user,
                unread);
    }

    /// How the next token is drawn; null: not said.
    public record Sampling(
            @Nullable Double temperature,
            @Nullable Double topP,
            @Nullable Long topK,
            @Nullable Long seed,
            @Nullable Double frequencyPenalty,
            @Nullable Double presencePenalty) {
        public static final Sampling USUAL = new Sampling(null, null, null, null, null, null);
    }

    /// How much to think.
    ///
    /// @param effort null: the model's default
    /// @param shown whether the caller asks to see it
    public record Thinking(@Nullable Effort effort, boolean shown) {}
}
