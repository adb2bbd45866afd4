package dev.syngate.doctor;

import dev.syngate.protocol.Json;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One thing that `syngate doctor` looked at.
///
/// @param found what is the case
/// @param advice what to do about it; empty: nothing
public record Check(String name, State state, String found, String advice) {
    /// How it stands; only [#FAIL] keeps Syngate from working.
    public enum State {
        OK,
        WARN,
        FAIL;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static Check ok(String name, String found) {
        return new Check(name, State.OK, found, "");
    }

    public static Check warn(String name, String found, String advice) {
        return new Check(name, State.WARN, found, advice);
    }

    public static Check fail(String name, String found, String advice) {
        return new Check(name, State.FAIL, found, advice);
    }

    /// As one line of a terminal.
    public String line() {
        String told = "%-4s  %-10s  %s".formatted(state.word(), name, found);
        return advice.isEmpty() ? told : told + " – " + advice;
    }

    /// What an answer of the management API says.
    public static Check of(JsonNode shown) {
        return new Check(
                shown.path("check").asString(""),
                State.valueOf(shown.path("state").asString("").toUpperCase(Locale.ROOT)),
                shown.path("found").asString(""),
                shown.path("advice").asString(""));
    }

    public ObjectNode json() {
        return Json.MAPPER
                .createObjectNode()
                .put("check", name)
                .put("state", state.word())
                .put("found", found)
                .put("advice", advice.isEmpty() ? null : advice);
    }
}
