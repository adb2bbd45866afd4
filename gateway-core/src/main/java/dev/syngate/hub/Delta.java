package dev.syngate.hub;

import java.util.List;

/// More of an answer. One part is open at a time: it begins, grows and ends before the next begins.
public sealed interface Delta {
    /// @param index of the part among all, from 0
    /// @param part what is known of it: a call's id and name, no text
    record Begin(int index, Part part) implements Delta {}

    /// More of the open part's text or arguments.
    ///
    /// @param logprobs of the tokens of a text, where they were asked for
    record More(int index, Part part, String piece, List<Logprob> logprobs) implements Delta {
        public More(int index, Part part, String piece) {
            this(index, part, piece, List.of());
        }
    }

    /// @param part the whole part
    record End(int index, Part part) implements Delta {}
}
