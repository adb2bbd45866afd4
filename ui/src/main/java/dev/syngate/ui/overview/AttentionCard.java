package dev.syngate.ui.overview;

import dev.syngate.ui.page.PageTools;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.parts.Icons;
import dev.syngate.ui.parts.Labels;
import dev.syngate.views.Overview;
import dev.syngate.views.Overview.Attention;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/// What somebody should look at, each with the way there.
record AttentionCard(PageTools tools) {
    private static final int MOST = 6;

    private record Line(Ikon icon, String words, String page, String what) {}

    Node of(Overview now) {
        VBox lines = new VBox();
        now.attention().stream()
                .limit(MOST)
                .forEach(one -> lines.getChildren().add(node(line(one))));
        if (now.attention().isEmpty()) {
            lines.getChildren()
                    .add(
                            Boxes.styled(
                                    Boxes.row(
                                            10,
                                            Boxes.styled(Icons.of(Feather.CHECK_CIRCLE), "success"),
                                            Labels.of(words("overview.all.well"), "muted")),
                                    "attention-line"));
        }
        int count = now.attention().size();
        Label pill = Labels.pill(tools.figures().count(count), count > 0 ? "warning" : "neutral");
        Node head =
                Boxes.styled(
                        Boxes.row(8, Labels.whole(words("overview.attention"), "strong"), pill),
                        "card-head");
        return Boxes.styled(Boxes.column(0, head, lines), "card");
    }

    private String words(String key, Object... arguments) {
        return tools.texts().of(key, arguments);
    }

    private Line line(Attention one) {
        return switch (one) {
            case Attention.KeyExpires key ->
                    new Line(
                            Feather.CLOCK,
                            words(
                                    "overview.key.expires",
                                    key.key(),
                                    tools.figures().dateTime(key.when())),
                            "keys",
                            key.key());
            case Attention.KeyUsedUp key ->
                    new Line(
                            Feather.KEY,
                            words(
                                    "overview.key.used",
                                    key.key(),
                                    tools.figures().brief(key.used()),
                                    tools.figures().brief(key.quota())),
                            "keys",
                            key.key());
            case Attention.ProviderAils provider ->
                    new Line(
                            Feather.SERVER,
                            provider.provider()
                                    + ": "
                                    + words(
                                            "overview.health."
                                                    + provider.health()
                                                            .name()
                                                            .toLowerCase(Locale.ROOT)),
                            "providers",
                            provider.provider());
            case Attention.BalanceLow account ->
                    new Line(
                            Feather.CREDIT_CARD,
                            words(
                                    "overview.balance.low",
                                    account.account(),
                                    tools.figures().sum(account.available())),
                            "balance",
                            account.account());
            case Attention.CostUnknown cost ->
                    new Line(
                            Feather.HELP_CIRCLE,
                            words("overview.unpriced", cost.requests()),
                            "models",
                            "");
        };
    }

    private Node node(Line line) {
        Label said = Labels.of(line.words());
        said.setWrapText(true);
        said.setMinHeight(Region.USE_PREF_SIZE);
        Runnable way =
                () -> {
                    if (line.what().isEmpty()) {
                        tools.navigation().open(line.page());
                    } else {
                        tools.navigation().open(line.page(), line.what());
                    }
                };
        return Boxes.styled(
                Boxes.row(
                        10,
                        Boxes.styled(Icons.of(line.icon()), "warning"),
                        Boxes.grow(said),
                        Buttons.link(words("overview.open"), way)),
                "attention-line");
    }
}
