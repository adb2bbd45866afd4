package dev.syngate.codec;

import java.util.ArrayList;
import java.util.List;

/// What a client has understood of an answer.
public final class Hearing {
    private final StringBuilder reasoning = new StringBuilder();
    private final StringBuilder text = new StringBuilder();
    private final List<Said.Call> calls = new ArrayList<>();
    private final List<Integer> indexes = new ArrayList<>();
    private String stop = "";
    private int ends;
    private String failure = "";

    StringBuilder reasoning() {
        return reasoning;
    }

    StringBuilder text() {
        return text;
    }

    List<Said.Call> calls() {
        return calls;
    }

    void stopped(String why) {
        stop = why;
    }

    void ended() {
        ends++;
    }

    void failed(String message) {
        failure = message;
    }

    void call(int index, String id, String name, String arguments) {
        int known = indexes.indexOf(index);
        if (known < 0) {
            indexes.add(index);
            calls.add(new Said.Call(id, name, arguments));
        } else {
            Said.Call before = calls.get(known);
            calls.set(
                    known,
                    new Said.Call(before.id(), before.name(), before.arguments() + arguments));
        }
    }

    public Said said() {
        return new Said(reasoning.toString(), text.toString(), List.copyOf(calls), stop);
    }

    public int ends() {
        return ends;
    }

    public String failure() {
        return failure;
    }
}
