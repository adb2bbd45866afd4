package dev.syngate.pipeline;

import dev.syngate.routing.Model;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Says once a day that a model is called that will go. Safe for any thread.
final class Deprecations {
    private static final Logger LOG = System.getLogger(Deprecations.class.getName());

    /// The day of the last line, by model.
    private final Map<String, Long> said = new ConcurrentHashMap<>();

    void called(Model model, Instant time) {
        if (model.successor() == null) {
            return;
        }
        long day = time.getEpochSecond() / Duration.ofDays(1).toSeconds();
        Long before = said.put(model.id(), day);
        if (before == null || before != day) {
            LOG.log(
                    Level.WARNING,
                    "the model {0} is called, which will go; use {1} instead",
                    model.id(),
                    model.successor());
        }
    }
}
