package dev.syngate.ui.providers;

import dev.syngate.call.Advice;
import dev.syngate.money.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A provider as its page shows it.
///
/// @param keys what it knows us by
/// @param health as its calls show it
/// @param check what the last check found; null: none since the window was opened
/// @param shown all that the gateway says about it
record ProviderRow(
        String id,
        String name,
        String protocol,
        String address,
        List<String> models,
        int priority,
        int weight,
        Connection connection,
        List<Key> keys,
        boolean enabled,
        String health,
        @Nullable Check check,
        List<Quirk> quirks,
        JsonNode shown) {
    /// What the provider taught by refusing a request.
    ///
    /// @param model what the provider calls it
    record Quirk(String model, String words, Instant since) {}

    /// A key of the provider.
    ///
    /// @param health in one word, such as `rate_limited`
    record Key(String id, String label, int weight, boolean enabled, String health) {
        static Key of(JsonNode shown) {
            return new Key(
                    shown.path("id").asString(""),
                    shown.path("label").asString(""),
                    shown.path("weight").asInt(),
                    shown.path("enabled").asBoolean(),
                    shown.path("health").asString(""));
        }

        /// The colour of its dot.
        String tone() {
            return switch (health) {
                case "ok" -> "success";
                case "unknown", "paused" -> "off";
                case "rate_limited", "overloaded" -> "warning";
                default -> "danger";
            };
        }
    }

    boolean hasKey() {
        return !keys.isEmpty();
    }

    /// One question that was put to the provider.
    ///
    /// @param fix what to do; empty: nothing
    record Step(String question, boolean ok, String detail, String fix, long millis) {
        /// What was found, and what to do about it.
        String text() {
            return fix.isEmpty() ? detail : Advice.of(detail, fix);
        }
    }

    /// What a model can be asked for real.
    ///
    /// @param amount the most that it costs, or what it did cost; null: not known
    /// @param note what to know about the model; empty: nothing
    record Trial(String model, boolean asked, @Nullable Money amount, String note) {
        static @Nullable Trial of(JsonNode shown) {
            if (!shown.isObject()) {
                return null;
            }
            boolean asked = shown.path("asked").asBoolean();
            String dollars = shown.path(asked ? "cost" : "most").asString("");
            return new Trial(
                    shown.path("model").asString(""),
                    asked,
                    dollars.isEmpty() ? null : Money.ofDollars(dollars),
                    shown.path("note").asString(""));
        }
    }

    /// What came of a test that is over.
    ///
    /// @param automatic whether the gateway asked by itself
    /// @param model the one that was asked for real; empty: none was
    /// @param cost null: nothing, or not known
    record Past(
            Instant time,
            boolean automatic,
            boolean ok,
            String detail,
            long millis,
            String model,
            @Nullable Money cost) {
        static Past of(JsonNode shown) {
            String dollars = shown.path("cost").asString("");
            return new Past(
                    Instant.parse(shown.path("time").asString("")),
                    shown.path("by").asString("").equals("gateway"),
                    shown.path("ok").asBoolean(),
                    shown.path("detail").asString(""),
                    shown.path("ms").asLong(),
                    shown.path("model").asString(""),
                    dollars.isEmpty() ? null : Money.ofDollars(dollars));
        }
    }

    /// What came of a check.
    ///
    /// @param running whether it has not ended yet
    /// @param trial null: there is no model to ask, or no way to it
    record Check(boolean running, boolean ok, List<Step> steps, @Nullable Trial trial) {
        static final Check RUNNING = new Check(true, false, List.of(), null);

        /// One that runs, as far as it has come.
        static Check running(JsonNode soFar) {
            return new Check(true, false, steps(soFar), null);
        }

        /// One that could not even be made.
        static Check failed(String why) {
            return new Check(false, false, List.of(new Step("tcp", false, why, "", 0)), null);
        }

        static Check of(JsonNode found) {
            return new Check(
                    false,
                    found.path("ok").asBoolean(),
                    steps(found),
                    Trial.of(found.path("trial")));
        }

        private static List<Step> steps(JsonNode found) {
            return found.path("steps")
                    .valueStream()
                    .map(step ->
                            new Step(
                                    step.path("step").asString(""),
                                    step.path("ok").asBoolean(),
                                    step.path("detail").asString(""),
                                    step.path("fix").asString(""),
                                    step.path("ms").asLong()))
                    .toList();
        }
    }

    static ProviderRow of(JsonNode shown, @Nullable Check check) {
        return new ProviderRow(
                shown.path("id").asString(""),
                shown.path("name").asString(""),
                shown.path("protocol").asString(""),
                shown.path("base_url").asString(""),
                shown.path("models").valueStream().map(one -> one.asString("")).toList(),
                shown.path("priority").asInt(),
                shown.path("weight").asInt(),
                Connection.of(shown),
                shown.path("keys").valueStream().map(Key::of).toList(),
                shown.path("enabled").asBoolean(),
                shown.path("health").asString(""),
                check,
                shown.path("quirks").valueStream().map(ProviderRow::quirk).toList(),
                shown);
    }

    private static Quirk quirk(JsonNode shown) {
        return new Quirk(
                shown.path("model").asString(""),
                shown.path("words").asString(""),
                Instant.parse(shown.path("since").asString("")));
    }

    boolean isBuiltIn() {
        return protocol.equals("sandbox");
    }

    /// `healthy`, `unknown`, `degraded`, `down` or `disabled`; a check that failed counts as down.
    String state() {
        boolean failed = check != null && !check.running() && !check.ok();
        return enabled && failed ? "down" : health;
    }

    boolean needsAttention() {
        return state().equals("down") || state().equals("degraded");
    }

    /// The colour of its dot.
    String tone() {
        return switch (state()) {
            case "healthy" -> "success";
            case "degraded" -> "warning";
            case "down" -> "danger";
            case "unknown" -> check != null && check.ok() ? "success" : "off";
            default -> "off";
        };
    }
}
