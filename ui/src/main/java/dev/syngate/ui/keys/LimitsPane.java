package dev.syngate.ui.keys;

import dev.syngate.access.RateLimiter;
import dev.syngate.billing.Quota;
import dev.syngate.ui.fx.Pulse;
import dev.syngate.ui.parts.Bar;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.texts.Figures;
import dev.syngate.ui.texts.Texts;
import java.time.Duration;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Where a key stands in its limits right now.
final class LimitsPane extends VBox {
    private final Texts texts;
    private final Figures figures;
    private RateLimiter.@Nullable Standing shown;

    /// @param standing looks at the key; null: it is gone
    LimitsPane(
            Texts texts,
            Figures figures,
            KeyRow row,
            Supplier<RateLimiter.@Nullable Standing> standing) {
        super(12);
        this.texts = texts;
        this.figures = figures;
        Pulse looks = new Pulse(1, () -> look(row, standing.get()));
        look(row, standing.get());
        sceneProperty()
                .subscribe(scene -> {
                    if (scene == null) {
                        looks.stop();
                    } else {
                        looks.start();
                    }
                });
    }

    private void look(KeyRow row, RateLimiter.@Nullable Standing now) {
        if (now != null && !now.equals(shown)) {
            shown = now;
            show(row, now);
        }
    }

    private void show(KeyRow row, RateLimiter.Standing now) {
        getChildren()
                .setAll(
                        level("rpm", now.rateLimit().requests()),
                        level("tpm", now.rateLimit().tokens()),
                        running(row, now.running()),
                        quota(row));
    }

    private Node level(String id, RateLimiter.@Nullable Level level) {
        if (level == null) {
            return card(id, texts.of("unlimited"), "", 0);
        }
        int used = level.limit() - level.remaining();
        long seconds = Duration.ofNanos(level.resetNanos()).toSeconds();
        return card(
                id,
                texts.of("limits.of", figures.count(used), figures.count(level.limit())),
                used == 0 ? "" : texts.of("limits.full.in", seconds + 1),
                (double) used / level.limit());
    }

    private Node running(KeyRow row, int running) {
        Integer most = row.key() == null ? null : row.key().limits().concurrent();
        String words =
                most == null
                        ? figures.count(running)
                        : texts.of("limits.of", figures.count(running), figures.count(most));
        return card("concurrent", words, "", most == null ? 0 : (double) running / most);
    }

    private Node quota(KeyRow row) {
        Quota quota = row.quota();
        return card(
                "quota",
                quota == null
                        ? texts.of("unlimited")
                        : texts.of(
                                "limits.of",
                                figures.sum(row.used()),
                                figures.brief(quota.amount())),
                quota == null ? "" : texts.of("period." + KeyCells.period(quota)),
                quota == null ? 0 : row.share());
    }

    private Node card(String id, String value, String more, double share) {
        VBox card =
                Boxes.column(
                        6,
                        Boxes.row(
                                8,
                                Labels.of(texts.of("keys.fact." + id), "medium"),
                                Boxes.spacer(),
                                Labels.whole(value, "figure")));
        Bar bar = new Bar();
        bar.show(share, share >= 1 ? "danger" : share >= 0.8 ? "warning" : "accent");
        card.getChildren().add(bar);
        if (!more.isEmpty()) {
            card.getChildren().add(Labels.of(more, "caption"));
        }
        return Boxes.styled(card, "card", "padded");
    }
}
