package dev.syngate.ui.requests;

import dev.syngate.billing.Receipt;
import dev.syngate.requestlog.RequestRecord;
import dev.syngate.ui.page.PageTools;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.parts.CopyButton;
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

/// Shows one request in the inspector: what happened, why, when, and for how much.
final class RequestInspector {
    private static final double SUMMARY_WIDTH = 326;

    private final PageTools tools;
    private final Texts texts;
    private final RequestsViewModel model;
    private final RequestColumns columns;
    private final RequestCards cards;
    private final Summary summary;

    RequestInspector(PageTools tools, RequestsViewModel model, RequestColumns columns) {
        this.tools = tools;
        this.texts = tools.texts();
        this.model = model;
        this.columns = columns;
        cards = new RequestCards(texts, tools.figures());
        summary = new Summary(texts, tools.figures());
    }

    void show(RequestRecord item, Inspector inspector) {
        List<Node> pills = new ArrayList<>();
        pills.add(Labels.pill(String.valueOf(item.status()), item.failed() ? "danger" : "success"));
        if (item.fellBack()) {
            pills.add(Labels.pill(texts.of("requests.fell.back"), "warning"));
        }
        Label said = Labels.of(summary.of(item, columns.keyName(item)), "secondary");
        said.setWrapText(true);
        said.setPrefWidth(SUMMARY_WIDTH);
        said.setMinHeight(javafx.scene.layout.Region.USE_PREF_SIZE);
        Snippets snippets = new Snippets(model.address());
        inspector
                .title(item.model().isEmpty() ? "–" : item.model(), pills.toArray(Node[]::new))
                .lines(said)
                .actions(
                        CopyButton.labelled(texts, "curl", () -> snippets.curl(item)),
                        CopyButton.labelled(texts, "Python", () -> snippets.python(item)));
        inspector.body(body(item).toArray(Node[]::new));
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
        parts.add(wrapped(texts.of("requests.no.bodies")));
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
