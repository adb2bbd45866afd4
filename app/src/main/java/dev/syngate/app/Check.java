package dev.syngate.app;

import dev.syngate.protocol.Json;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/// One thing that `syngate doctor` looked at.
///
/// @param found what is the case
/// @param advice what to do about it; empty: nothing
record Check(String name, State state, String found, String advice) {
    /// How it stands; only [#FAIL] keeps Syngate from working.
    enum State {
        OK,
        WARN,
        FAIL;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Check ok(String name, String found) {
        return new Check(name, State.OK, found, "");
    }

    static Check warn(String name, String found, String advice) {
        return new Check(name, State.WARN, found, advice);
    }

    static Check fail(String name, String found, String advice) {
        return new Check(name, State.FAIL, found, advice);
    }

    String line() {
        String told = "%-4s  %-10s  %s".formatted(state.word(), name, found);
        return advice.isEmpty() ? told : told + " – " + advice;
    }

    ObjectNode json() {
        return Json.MAPPER
                .createObjectNode()
                .put("check", name)
                .put("state", state.word())
                .put("found", found)
                .put("advice", advice.isEmpty() ? null : advice);
    }
}
