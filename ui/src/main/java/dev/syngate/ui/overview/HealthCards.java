package dev.syngate.ui.overview;

import dev.syngate.gateway.GatewaySnapshot;
import dev.syngate.gateway.GatewayState;
import dev.syngate.routing.Circuits.Health;
import dev.syngate.ui.parts.Bar;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.texts.Figures;
import dev.syngate.ui.texts.Texts;
import dev.syngate.usage.Totals;
import dev.syngate.views.Overview;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;

/// The four cards on top: gateway, providers, today, balance.
record HealthCards(Texts texts, Figures figures) {
    private static final double GOOD_DAYS = 30;

    List<Node> of(OverviewViewModel.Now now) {
        return List.of(
                gateway(now.gateway()),
                providers(now.overview()),
                today(now.overview()),
                balance(now.overview()));
    }

    private static Node card(String name, Node pill, String figure, String more, Node last) {
        return Boxes.styled(
                Boxes.grow(
                        Boxes.column(
                                6,
                                Boxes.styled(
                                        Boxes.row(
                                                8,
                                                Labels.of(name, "secondary"),
                                                Boxes.spacer(),
                                                pill),
                                        "health-head"),
                                Labels.of(figure, "big-figure"),
                                Labels.of(more, "secondary"),
                                last)),
                "card",
                "health-card");
    }

    /// What the gateway's card says, to tell whether it would say anything else.
    List<Object> wordsOf(GatewaySnapshot now) {
        return List.of(now.state(), now.inFlight(), now.version(), figures.span(now.uptime()));
    }

    private Node gateway(GatewaySnapshot now) {
        boolean runs = now.state() instanceof GatewayState.Running;
        String pill = texts.of(runs ? "overview.running" : "overview.not.running");
        String address =
                now.state() instanceof GatewayState.Running running
                        ? running.baseUrl()
                        : texts.of("overview.no.address");
        Label where = Labels.of(address, "mono");
        return card(
                texts.of("overview.gateway"),
                Labels.pill(pill, runs ? "success" : "danger"),
                texts.of("in.flight", now.inFlight()),
                runs
                        ? texts.of("overview.up", now.version(), figures.span(now.uptime()))
                        : texts.of("overview.version", now.version()),
                where);
    }

    private Node providers(Overview now) {
        List<Overview.ProviderHealth> used =
                now.providers().stream().filter(p -> p.health() != Health.DISABLED).toList();
        long ailing =
                used.stream()
                        .filter(p -> p.health() == Health.DOWN || p.health() == Health.DEGRADED)
                        .count();
        FlowPane dots = new FlowPane(4, 4);
        for (Overview.ProviderHealth provider : now.providers()) {
            Node dot = Labels.dot(tone(provider.health()));
            String says = provider.name() + ": " + word(provider.health());
            Tooltip.install(dot, new Tooltip(says));
            dot.setAccessibleText(says);
            dots.getChildren().add(dot);
        }
        String more =
                used.stream()
                        .filter(p -> p.health() == Health.DOWN || p.health() == Health.DEGRADED)
                        .findFirst()
                        .map(p -> p.name() + ": " + word(p.health()))
                        .orElse(texts.of("overview.providers.well"));
        Label pill =
                ailing == 0
                        ? Labels.pill(texts.of("overview.healthy"), "success")
                        : Labels.pill(texts.of("overview.ailing", ailing), "warning");
        return card(
                texts.of("page.providers"),
                pill,
                texts.of("overview.providers.of", used.size() - ailing, used.size()),
                more,
                dots);
    }

    private String word(Health health) {
        return texts.of("overview.health." + health.name().toLowerCase(Locale.ROOT));
    }

    private static String tone(Health health) {
        return switch (health) {
            case HEALTHY -> "success";
            case DEGRADED -> "warning";
            case DOWN -> "danger";
            case DISABLED, UNKNOWN -> "off";
        };
    }

    private Node today(Overview now) {
        Totals today = now.today();
        Label compared =
                Labels.of(
                        new Comparison(texts, figures)
                                .of(today.cost().picos(), now.yesterday().cost().picos()),
                        "secondary");
        Label errors =
                Labels.of(
                        texts.of("overview.errors", today.errors()),
                        "secondary",
                        today.errors() > 0 ? "danger" : "muted");
        String answered =
                texts.of(
                        "overview.answered",
                        figures.percent(today.requests() - today.errors(), today.requests()));
        Node last =
                today.requests() == 0
                        ? Labels.of("", "secondary")
                        : Boxes.row(8, errors, Labels.of(answered, "secondary"));
        return card(
                texts.of("today"),
                compared,
                figures.sum(today.cost()),
                texts.of("requests.count", today.requests())
                        + "  "
                        + texts.of("tokens.brief", figures.compact(today.input() + today.output())),
                last);
    }

    private Node balance(Overview now) {
        Overview.Funds funds = now.funds();
        if (funds == null) {
            return card(
                    texts.of("page.balance"),
                    Labels.of("", "secondary"),
                    texts.of("unlimited"),
                    texts.of("overview.unlimited"),
                    Labels.of("", "secondary"));
        }
        Long days = funds.daysLeft();
        String lasts =
                days == null
                        ? texts.of("overview.nothing.spent")
                        : texts.of("overview.lasts", days, figures.sum(funds.aDay()));
        Bar bar = new Bar();
        boolean low = days != null && days < 10;
        bar.show(days == null ? 1 : days / GOOD_DAYS, low ? "warning" : "accent");
        return card(
                texts.of("overview.balance.of", funds.account()),
                Labels.of("", "secondary"),
                figures.sum(funds.available()),
                lasts,
                bar);
    }
}
