package dev.syngate.ui.requests;

import dev.syngate.requestlog.RequestRecord;
import dev.syngate.ui.texts.Figures;
import dev.syngate.ui.texts.Texts;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What happened to a request, in one or two sentences.
record Summary(Texts texts, Figures figures) {
    String of(RequestRecord item, String key) {
        String model = item.model().isEmpty() ? "–" : item.model();
        String asked = texts.of("requests.says.asked", key, model);
        String time = figures.brief(Duration.ofMillis(item.durationMillis()));
        String cost = cost(item);
        String provider = item.provider();
        if (item.isRunning()) {
            return asked + " " + texts.of("requests.says.running");
        }
        if (item.status() == RequestRecord.CLIENT_LEFT) {
            return asked + " " + texts.of("requests.says.left", time, cost);
        }
        if (provider == null) {
            return asked + " " + texts.of("requests.says.refused", error(item.error()));
        }
        if (item.failed()) {
            return asked + " " + texts.of("requests.says.failed", provider, time);
        }
        if (item.fellBack()) {
            RequestRecord.Attempt first = item.attempts().getFirst();
            return asked
                    + " "
                    + texts.of(
                            "requests.says.fallback",
                            first.provider(),
                            first.outcome(),
                            provider,
                            time,
                            cost);
        }
        return asked + " " + texts.of("requests.says.answered", provider, time, cost);
    }

    private static String error(@Nullable String error) {
        return error == null ? "–" : error;
    }

    private String cost(RequestRecord item) {
        if (item.costUnknown()) {
            return texts.of("requests.cost.unknown");
        }
        return item.receipt() != null && item.receipt().isFree()
                ? texts.of("requests.free")
                : figures.exact(item.charged());
    }
}
