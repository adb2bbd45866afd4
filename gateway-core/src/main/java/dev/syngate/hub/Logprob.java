package dev.syngate.hub;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// How likely a token was where it was written.
///
/// @param bytes of the token, which need not be whole letters
/// @param value the natural logarithm of its probability
/// @param top the likeliest tokens of that place, without any of their own; empty: not told
public record Logprob(String token, List<Integer> bytes, double value, List<Logprob> top) {
    public Logprob {
        bytes = List.copyOf(bytes);
        top = List.copyOf(top);
    }

    /// One whose bytes are those of its text.
    public static Logprob of(String token, double value, List<Logprob> top) {
        List<Integer> bytes = new ArrayList<>();
        for (byte each : token.getBytes(StandardCharsets.UTF_8)) {
            bytes.add(Byte.toUnsignedInt(each));
        }
        return new Logprob(token, bytes, value, top);
    }
}
