package dev.syngate.ui.requests;

import dev.syngate.access.ApiKey;
import dev.syngate.billing.Receipt;
import dev.syngate.bodies.KeptBodies;
import dev.syngate.requestlog.RequestRecord;
import dev.syngate.ui.page.PageTools;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.parts.CopyButton;
import dev.syngate.ui.parts.DrawerForm;
import dev.syngate.ui.parts.Inspector;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.parts.Note;
import dev.syngate.ui.texts.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Label;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// Shows one request in the inspector: what happened, why, when, and for how much.
final class RequestInspector {
    private static final double SUMMARY_WIDTH = 326;

    private final PageTools tools;
    private final Texts texts;
    private final RequestsViewModel model;
    private final RequestColumns columns;
    private final RequestCards cards;
    private final Summary summary;
    private String shown = "";

    RequestInspector(PageTools tools, RequestsViewModel model, RequestColumns columns) {
        this.tools = tools;
        this.texts = tools.texts();
        this.model = model;
        this.columns = columns;
        cards = new RequestCards(texts, tools.figures());
        summary = new Summary(texts, tools.figures());
    }

    void show(RequestRecord item, Inspector inspector) {
        shown = item.id();
        head(item, inspector, null);
        inspector.body(body(item).toArray(Node[]::new));
        model.work(
                () -> new Sides(kept(item.id()), kept(item.replayOf())),
                sides -> {
                    if (item.id().equals(shown)) {
                        showSides(item, sides, inspector);
                    }
                },
                failure -> {
                    List<Node> parts = body(item);
                    parts.add(new Note("danger", String.valueOf(failure.getMessage())));
                    inspector.body(parts.toArray(Node[]::new));
                });
    }

    /// @param kept what was said; null: it is not kept
    private void head(RequestRecord item, Inspector inspector, @Nullable KeptBodies kept) {
        List<Node> pills = new ArrayList<>();
        pills.add(
                item.isRunning()
                        ? Labels.pill(texts.of("requests.running"), "accent")
                        : Labels.pill(
                                String.valueOf(item.status()),
                                item.failed() ? "danger" : "success"));
        if (item.fellBack()) {
            pills.add(Labels.pill(texts.of("requests.fell.back"), "warning"));
        }
        if (item.replayOf() != null) {
            pills.add(Labels.pill(texts.of("replay"), "accent"));
        }
        Label said = Labels.of(summary.of(item, columns.keyName(item)), "secondary");
        said.setWrapText(true);
        said.setPrefWidth(SUMMARY_WIDTH);
        said.setMinHeight(javafx.scene.layout.Region.USE_PREF_SIZE);
        Snippets snippets = new Snippets(model.address(), kept);
        List<Node> actions = new ArrayList<>();
        if (item.isRunning()) {
            actions.add(
                    Buttons.plain(
                            texts.of("requests.cancel"),
                            Feather.SQUARE,
                            () -> model.cancel(item.id())));
        }
        actions.add(CopyButton.labelled(texts, "curl", () -> snippets.curl(item)));
        actions.add(CopyButton.labelled(texts, "Python", () -> snippets.python(item)));
        if (kept != null && !kept.isRequestCut()) {
            actions.add(Buttons.plain(texts.of("replay"), Feather.REPEAT, () -> askReplay(item)));
        }
        inspector
                .title(item.model().isEmpty() ? "–" : item.model(), pills.toArray(Node[]::new))
                .lines(said)
                .actions(actions.toArray(Node[]::new));
    }

    /// What is kept of the request, and of the one that it repeats.
    private record Sides(@Nullable KeptBodies kept, @Nullable KeptBodies original) {}

    private @Nullable KeptBodies kept(@Nullable String id) {
        return id == null ? null : model.gateway().bodies().find(id).orElse(null);
    }

    private void showSides(RequestRecord item, Sides sides, Inspector inspector) {
        KeptBodies kept = sides.kept();
        if (kept == null) {
            List<Node> parts = body(item);
            parts.add(wrapped(texts.of("requests.no.bodies")));
            inspector.body(parts.toArray(Node[]::new));
            return;
        }
        head(item, inspector, kept);
        KeptBodies original = sides.original();
        List<Inspector.Tab> tabs = new ArrayList<>();
        tabs.add(
                new Inspector.Tab(
                        texts.of("bodies.summary"),
                        () -> Boxes.column(16, body(item).toArray(Node[]::new))));
        tabs.add(
                new Inspector.Tab(
                        texts.of("bodies.request"), () -> BodyPane.request(texts, item, kept)));
        tabs.add(
                new Inspector.Tab(
                        texts.of("bodies.response"), () -> BodyPane.response(texts, item, kept)));
        if (original != null) {
            tabs.add(
                    new Inspector.Tab(
                            texts.of("replay.before"),
                            () -> BodyPane.response(texts, item, original)));
        }
        inspector.tabs(tabs);
    }

    private void askReplay(RequestRecord item) {
        List<ApiKey> keys = model.gateway().keys().list();
        new DrawerForm<>(
                        texts,
                        tools.overlay(),
                        new DrawerForm.Words(texts.of("replay.title"), "", texts.of("replay.send")),
                        new ReplayForm(tools, item, columns.keyName(item), keys),
                        (draft, done, failed) ->
                                model.work(
                                        () ->
                                                model.gateway()
                                                        .replay(
                                                                item.id(),
                                                                draft.key(),
                                                                draft.model()),
                                        again -> {
                                            done.run();
                                            tools.navigation().open("requests", again.id());
                                        },
                                        failed))
                .show();
    }

    private List<Node> body(RequestRecord item) {
        List<Node> parts = new ArrayList<>();
        if (item.failed()) {
            parts.add(error(item));
        }
        parts.add(cards.timeline(item));
        Receipt receipt = item.receipt();
        if (receipt != null) {
            parts.add(cards.cost(item, receipt));
            parts.add(cards.tokens(item, receipt.usage()));
        }
        parts.add(cards.facts(item, columns.keyName(item), id(item)));
        return parts;
    }

    private Node id(RequestRecord item) {
        return Boxes.row(
                4,
                Labels.of(item.id(), "mono"),
                CopyButton.icon(texts, texts.of("requests.copy.id"), item::id));
    }

    private static Label wrapped(String words) {
        Label label = Labels.of(words, "caption");
        label.setWrapText(true);
        return label;
    }

    /// What, why, and what to do about it.
    private Node error(RequestRecord item) {
        ErrorAdvice advice = ErrorAdvice.of(item);
        String cause = advice.name().toLowerCase(Locale.ROOT);
        String what = texts.of("requests.error.what", item.status(), code(item.error()));
        Note note =
                new Note("danger", what + " " + texts.of("requests.error.why." + cause))
                        .with(wrappedSecondary(texts.of("requests.error.fix." + cause)));
        String page = advice.page();
        if (page != null) {
            note.with(
                    Buttons.small(
                            texts.of("page." + page), null, () -> tools.navigation().open(page)));
        }
        return note;
    }

    private static Label wrappedSecondary(String words) {
        Label label = Labels.of(words);
        label.setWrapText(true);
        label.setPrefWidth(270);
        label.setMinHeight(javafx.scene.layout.Region.USE_PREF_SIZE);
        return label;
    }

    private static String code(@Nullable String error) {
        return error == null ? "–" : error;
    }
}
