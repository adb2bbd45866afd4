package dev.syngate.ui.chat;

import dev.syngate.billing.Receipt;
import dev.syngate.billing.Unit;
import dev.syngate.money.Money;
import dev.syngate.ui.frame.ThinkingShown;
import dev.syngate.ui.markdown.MarkdownView;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.parts.CopyButton;
import dev.syngate.ui.parts.Icons;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.parts.Spinner;
import dev.syngate.ui.parts.Tip;
import dev.syngate.ui.texts.Figures;
import dev.syngate.ui.texts.Texts;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// A model's thinking: live while it thinks, then one line that opens on demand.
///
/// It folds by itself on the first piece of the answer, unless the reader opened, folded or pinned
/// it before.
final class ThinkingPanel extends VBox {
    private static final PseudoClass LIVE = PseudoClass.getPseudoClass("live");
    private static final PseudoClass FOLDED = PseudoClass.getPseudoClass("folded");
    private static final double LIVE_HEIGHT = 216;
    private static final int CHARS_PER_TOKEN = 4;

    private final Texts texts;
    private final Supplier<ThinkingShown> wanted;
    private final Figures figures;
    private final MarkdownView words;
    private final TailPane body;
    private final Spinner spinner = new Spinner();
    private final Node spark = Icons.spark();
    private final Label title = Labels.whole("", "medium", "thinking-title");
    private final Label facts = Labels.of("", "secondary");
    private final ToggleButton pin = new ToggleButton("", Icons.small(Feather.BOOKMARK));
    private final CopyButton copy;
    private final Button fold;
    private final HBox head;
    private Thinking shown = new Thinking("", null, false, null);
    private boolean folded;
    private boolean readerChose;

    /// A model's thinking at one moment.
    ///
    /// @param took for how long; null: unknown
    /// @param live whether it goes on
    /// @param receipt what all of the answer cost; null: not known yet, or there are other thoughts
    record Thinking(
            String words, @Nullable Duration took, boolean live, @Nullable Receipt receipt) {}

    ThinkingPanel(
            Texts texts,
            Figures figures,
            Consumer<String> openLink,
            Supplier<ThinkingShown> wanted) {
        this.wanted = wanted;
        this.texts = texts;
        this.figures = figures;
        getStyleClass().add("thinking");
        words = MarkdownView.lazy(texts, openLink, true);
        words.getStyleClass().add("thinking-words");
        body = Boxes.styled(new TailPane(words, LIVE_HEIGHT), "thinking-body");
        pin.getStyleClass().add("flat-icon");
        Tip.on(pin, texts.of("thinking.pin"));
        pin.setAccessibleText(texts.of("thinking.pin"));
        copy = CopyButton.icon(texts, texts.of("thinking.copy"), () -> shown.words());
        fold = Buttons.icon(Feather.CHEVRON_UP, texts.of("thinking.fold"), this::toggle);
        head = Boxes.row(8, spinner, spark, title, facts, Boxes.spacer(), pin, copy, fold);
        head.getStyleClass().add("thinking-head");
        head.setOnMouseClicked(event -> toggle());
        addEventHandler(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (event.getCode() == KeyCode.T && !event.isShortcutDown()) {
                        toggle();
                        event.consume();
                    }
                });
        getChildren().addAll(head, body);
    }

    private void toggle() {
        readerChose = true;
        fold(!folded);
    }

    MarkdownView words() {
        return words;
    }

    /// Opens or folds it.
    void fold(boolean nowFolded) {
        folded = nowFolded;
        if (folded) {
            words.within(0, -1);
        } else {
            words.show(shown.words());
        }
        pseudoClassStateChanged(FOLDED, folded);
        Boxes.show(body, !folded);
        Boxes.show(pin, !folded);
        Boxes.show(copy, !folded);
        fold.setGraphic(Icons.small(folded ? Feather.CHEVRON_RIGHT : Feather.CHEVRON_UP));
        Buttons.name(fold, texts.of(folded ? "thinking.open" : "thinking.fold"));
        if (folded) {
            head.getChildren().setAll(fold, spark, title, facts);
        } else {
            head.getChildren()
                    .setAll(spinner, spark, title, facts, Boxes.spacer(), pin, copy, fold);
        }
        setMaxWidth(folded ? USE_PREF_SIZE : Double.MAX_VALUE);
    }

    /// Shows how far the thinking has come.
    void show(Thinking now) {
        boolean starts = shown.words().isEmpty();
        boolean ends = shown.live() && !now.live();
        shown = now;
        if (starts || (ends && !readerChose && !pin.isSelected())) {
            fold(
                    switch (wanted.get()) {
                        case AUTO -> !now.live();
                        case OPEN -> false;
                        case FOLDED -> true;
                    });
        }
        pseudoClassStateChanged(LIVE, now.live());
        Boxes.show(spinner, now.live());
        Boxes.show(spark, !now.live());
        body.showAll(!now.live(), LIVE_HEIGHT);
        if (!folded) {
            words.show(now.words());
        }
        showFacts(now);
    }

    private void showFacts(Thinking now) {
        Duration took = now.took();
        if (now.live()) {
            title.setText(texts.of("thinking.live"));
            facts.setText(
                    texts.of(
                            "thinking.live.facts",
                            figures.count(took == null ? 0 : took.toSeconds()),
                            figures.count(now.words().length() / CHARS_PER_TOKEN)));
            return;
        }
        title.setText(
                took == null
                        ? texts.of("thinking.done.untimed")
                        : texts.of("thinking.done", figures.seconds(took)));
        facts.setText(doneFacts(now.receipt()));
    }

    private String doneFacts(@Nullable Receipt receipt) {
        if (receipt == null || receipt.usage().reasoning() == 0) {
            return "";
        }
        String tokens = texts.of("tokens", receipt.usage().reasoning());
        Money cost =
                receipt.lines().stream()
                        .filter(line -> line.unit() == Unit.REASONING)
                        .map(line -> receipt.multiplier().apply(line.amount()))
                        .findFirst()
                        .orElse(Money.ZERO);
        return cost.isZero() ? "·  " + tokens : "·  " + tokens + "  ·  " + figures.exact(cost);
    }
}
