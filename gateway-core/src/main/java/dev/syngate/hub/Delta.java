package dev.syngate.hub;

/// More of an answer. One part is open at a time: it begins, grows and ends before the next begins.
public sealed interface Delta {
    /// @param index of the part among all, from 0
    /// @param part what is known of it: a call's id and name, no text
    record Begin(int index, Part part) implements Delta {}

    /// More of the open part's text or arguments.
    record More(int index, Part part, String piece) implements Delta {}

    /// @param part the whole part
    record End(int index, Part part) implements Delta {}
}
